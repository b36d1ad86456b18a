import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Labels and values, one pair per line; the value is below its label when narrow. */
export function Facts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(140px, 200px) 1fr' },
        '& dt': { color: 'text.secondary', py: 0.5 },
        '& dd': { m: 0, py: 0.5, minWidth: 0, pb: { xs: 1, sm: 0.5 }, pt: { xs: 0, sm: 0.5 } },
      }}
    >
      {facts.map(({ label, value }) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Box>
      ))}
    </Box>
  );
}
