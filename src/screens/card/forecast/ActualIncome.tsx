import Typography from '@mui/material/Typography';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import { useWords } from '../../../i18n/i18n.ts';

type ActualIncomeProps = { actualRub: number; forecast: Pick<ClientCard['forecast'], 'incomeRub' | 'interval'> };

/** What the client really earns, as the file says, and how the forecast compares with it. */
export function ActualIncome({ actualRub, forecast: { incomeRub, interval } }: ActualIncomeProps) {
  const { t, format } = useWords();
  const difference = incomeRub - actualRub;
  const share = actualRub === 0 ? null : format.percent(Math.abs(difference / actualRub));
  const words = Math.round(difference) === 0 ? 'same' : difference > 0 ? 'above' : 'below';
  const facts = [
    t('card.actual.income', { income: format.rub(actualRub) }),
    t(`card.actual.${words}`, { amount: format.rub(Math.abs(difference)) }) +
      (share && difference ? ` (${share})` : ''),
    interval && t(`card.actual.${place(actualRub, interval)}`),
  ];
  return <Typography sx={{ mt: 0.5 }}>{facts.filter(Boolean).join(' · ')}</Typography>;
}

function place(actualRub: number, { lowRub, highRub }: { lowRub: number; highRub: number }) {
  if (actualRub < lowRub) return 'belowInterval';
  return actualRub > highRub ? 'aboveInterval' : 'inside';
}
