import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { PastForecast } from '../../../workers/data.api.ts';
import type { Segment } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { DenseTable } from '../../ui/DenseTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SegmentName } from '../../ui/SegmentName.tsx';

const STEP = 10;

/** Every past forecast of this client, newest first; simulations are marked as such. */
export function HistoryPanel({ history, segments }: { history: PastForecast[]; segments: Segment[] }) {
  const { t, format } = useWords();
  const [limit, setLimit] = useState(STEP);
  const rest = history.length - limit;
  if (history.length === 0) {
    return (
      <Panel title={t('card.history.title')}>
        <Typography color="textSecondary">{t('card.history.none')}</Typography>
      </Panel>
    );
  }
  return (
    <Panel title={t('card.history.title')}>
      <DenseTable label={t('card.history.title')}>
        <thead>
          <tr>
            <th scope="col">{t('card.history.time')}</th>
            <th scope="col" className="figure">
              {t('card.history.income')}
            </th>
            <th scope="col">{t('card.history.segment')}</th>
            <th scope="col">{t('card.history.source')}</th>
            <th scope="col">{t('card.history.model')}</th>
          </tr>
        </thead>
        <tbody>
          {history.slice(0, limit).map((past, index) => (
            <HistoryRow key={`${past.at}-${past.entryId ?? index}`} past={past} segments={segments} />
          ))}
        </tbody>
      </DenseTable>
      {rest > 0 && (
        <Button onClick={() => setLimit(limit + 50)} sx={{ mt: 0.5 }}>
          {t('card.history.more', { count: Math.min(50, rest), n: format.integer(Math.min(50, rest)) })}
        </Button>
      )}
    </Panel>
  );
}

function HistoryRow({ past, segments }: { past: PastForecast; segments: Segment[] }) {
  const { t, format } = useWords();
  const source = t(`card.history.sources.${past.source}`);
  return (
    <tr className={past.isSimulation ? 'quiet' : undefined}>
      <td className="tight">{format.dateTime(past.at)}</td>
      <td className="figure">{format.integer(past.incomeRub)}</td>
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
