import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { IncomeRuler } from './IncomeRuler.tsx';

type ForecastPanelProps = { card: ClientCard; contract: Contract | null; segments: Segment[] };

export function ForecastPanel({ card, contract, segments }: ForecastPanelProps) {
  const { t, format } = useWords();
  const { incomeRub, interval, modelName, modelVersion, madeAt } = card.forecast;
  const model = t('card.forecast.model', { name: modelName, version: modelVersion, time: format.dateTime(madeAt) });
  return (
    <Panel title={t('card.forecast.title')}>
      <Income rub={incomeRub} />
      {interval && (
        <Typography sx={{ mt: 0.5 }}>
          {t('card.forecast.interval', { low: format.rub(interval.lowRub), high: format.rub(interval.highRub) })}
        </Typography>
      )}
      {card.actualIncomeRub !== null && <ActualIncome actualRub={card.actualIncomeRub} forecast={card.forecast} />}
      <Typography color="textSecondary" sx={{ mt: 0.25, mb: 1.5 }}>
        {t('card.forecast.percentile', { percent: format.percent(Math.floor(card.percentile * 100) / 100) })}
      </Typography>
      <IncomeRuler segments={segments} incomeRub={incomeRub} interval={interval} />
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 1.5 }}>
        {model}
        {contract?.synthetic && ` · ${t('card.forecast.synthetic')}`}
      </Typography>
    </Panel>
  );
}

/** The income in large type, followed by "per month" in small type. */
export function Income({ rub, size = 44 }: { rub: number; size?: number }) {
  const { t, format } = useWords();
  return (
    <Typography component="p" sx={{ fontSize: size, fontWeight: 650, lineHeight: 1.15, letterSpacing: '-0.02em' }}>
      <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
        {format.rub(rub)}
      </Box>{' '}
      <Box component="span" sx={{ fontSize: 14, fontWeight: 400, letterSpacing: 0, color: 'text.secondary' }}>
        {t('frame.perMonth')}
      </Box>
    </Typography>
  );
}

type ActualIncomeProps = { actualRub: number; forecast: Pick<ClientCard['forecast'], 'incomeRub' | 'interval'> };

/** The client's actual income from the file, compared with the forecast. */
function ActualIncome({ actualRub, forecast: { incomeRub, interval } }: ActualIncomeProps) {
  const { t, format } = useWords();
  const difference = incomeRub - actualRub;
  const share = actualRub === 0 ? null : format.percent(Math.abs(difference / actualRub));
  const facts = [
    t('card.actual.income', { income: format.rub(actualRub) }),
    t(`card.actual.${comparison(difference)}`, { amount: format.rub(Math.abs(difference)) }) +
      (share && difference ? ` (${share})` : ''),
    interval && t(`card.actual.${place(actualRub, interval)}`),
  ];
  return <Typography sx={{ mt: 0.5 }}>{facts.filter(Boolean).join(' · ')}</Typography>;
}

function place(actualRub: number, { lowRub, highRub }: { lowRub: number; highRub: number }) {
  if (actualRub < lowRub) return 'belowInterval';
  return actualRub > highRub ? 'aboveInterval' : 'inside';
}

/** A difference that rounds to zero roubles counts as the same. */
function comparison(differenceRub: number): 'same' | 'above' | 'below' {
  if (Math.round(differenceRub) === 0) return 'same';
  return differenceRub > 0 ? 'above' : 'below';
}
