import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { PastForecast } from '../../../../workers/data/log/log.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { intervalText } from '../../../parts/intervalText.ts';
import { SegmentName } from '../../../parts/SegmentName.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { ClientVersions } from './ClientVersions.tsx';

const STEP = 10;

type HistoryPanelProps = { card: ClientCard; contract: Contract | null; segments: Segment[] };

/** All past forecasts of this client, newest first, with simulations marked; and all imports with this client. */
export function HistoryPanel({ card, contract, segments }: HistoryPanelProps) {
  const { t, format } = useWords();
  const { id: clientId, history, versions } = card;
  const [limit, setLimit] = useState(STEP);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const rest = history.length - limit;
  const hasIntervals = history.some(({ interval }) => interval !== null);
  const forecastAgain = () => {
    setAsking(true);
    setError(null);
    ask((api) => api.card.predict(clientId))
      .catch(setError)
      .finally(() => setAsking(false));
  };
  const again = (
    <Button onClick={forecastAgain} disabled={asking} sx={{ '@media print': { display: 'none' } }}>
      {t('card.history.again')}
    </Button>
  );
  return (
    <Panel title={t('card.history.title')} actions={again}>
      {error && <ErrorPanel error={error} />}
      {history.length === 0 && <Typography color="textSecondary">{t('card.history.none')}</Typography>}
      {history.length > 0 && (
        <DenseTable label={t('card.history.title')}>
          <thead>
            <tr>
              <th scope="col">{t('card.history.time')}</th>
              <th scope="col" className="figure">
                {t('card.history.income')}
              </th>
              {hasIntervals && (
                <th scope="col" className="figure">
                  {t('card.history.interval')}
                </th>
              )}
              <th scope="col">{t('card.history.segment')}</th>
              <th scope="col">{t('card.history.source')}</th>
              <th scope="col">{t('card.history.model')}</th>
            </tr>
          </thead>
          <tbody>
            {history.slice(0, limit).map((past, index) => (
              <HistoryRow
                key={`${past.at}-${past.entryId ?? index}`}
                past={past}
                segments={segments}
                hasIntervals={hasIntervals}
              />
            ))}
          </tbody>
        </DenseTable>
      )}
      {rest > 0 && (
        <Button onClick={() => setLimit(limit + 50)} sx={{ mt: 0.5 }}>
          {t('card.history.more', { count: Math.min(50, rest), n: format.integer(Math.min(50, rest)) })}
        </Button>
      )}
      <ClientVersions key={clientId} clientId={clientId} versions={versions} contract={contract} />
    </Panel>
  );
}

type HistoryRowProps = { past: PastForecast; segments: Segment[]; hasIntervals: boolean };

function HistoryRow({ past, segments, hasIntervals }: HistoryRowProps) {
  const { t, format } = useWords();
  const source = t(`card.history.sources.${past.source}`);
  return (
    <tr className={past.isSimulation ? 'quiet' : undefined}>
      <td className="tight">{format.dateTime(past.at)}</td>
      <td className="figure">{format.integer(past.incomeRub)}</td>
      {hasIntervals && <td className="figure quiet">{past.interval && intervalText(past.interval, format)}</td>}
      <td>
        <SegmentName segmentId={past.segmentId} segments={segments} />
      </td>
      <td>{past.isSimulation ? `${source} · ${t('card.history.simulation')}` : source}</td>
      <td>
        <bdi>{past.modelVersion}</bdi>
      </td>
    </tr>
  );
}
