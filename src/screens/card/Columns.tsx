import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Below each other, or side by side once the card is `wide`. */
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
