import Typography from '@mui/material/Typography';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import { useWords } from '../../../i18n/i18n.ts';

type ActualIncomeProps = { actualRub: number; forecast: Pick<ClientCard['forecast'], 'incomeRub' | 'interval'> };

/** What the client really earns, as the file says, and how the forecast compares with it. */
export function ActualIncome({ actualRub, forecast: { incomeRub, interval } }: ActualIncomeProps) {
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

/** A difference that rounds to no rouble is none. */
function comparison(differenceRub: number): 'same' | 'above' | 'below' {
  if (Math.round(differenceRub) === 0) return 'same';
  return differenceRub > 0 ? 'above' : 'below';
}
