import Box from '@mui/material/Box';
import type { RuleOperator } from '../../../core/offers/offers.ts';

const SIGN: Record<RuleOperator, string> = { eq: '=', ne: '≠', lt: '<', le: '≤', gt: '>', ge: '≥' };

/** The app's font has no ≠ and would compose it badly; the fonts listed here have the sign. */
export function OperatorSign({ operator }: { operator: RuleOperator }) {
  return (
    <Box component="span" sx={{ fontFamily: 'Arial, "Liberation Sans", "DejaVu Sans", sans-serif' }}>
      {SIGN[operator]}
    </Box>
  );
}
