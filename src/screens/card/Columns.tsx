import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Stacks its children, or puts them side by side once the card is at least `wide`. */
export function Columns({ wide, template, children }: { wide: string; template: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
        [`@container (min-width: ${wide})`]: { gridTemplateColumns: template },
      }}
    >
      {children}
    </Box>
  );
}
