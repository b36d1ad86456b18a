import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export type Stat = {
  label: string;
  value: ReactNode;
  /** A short explanation below the value. */
  note?: ReactNode;
  /** Amber: deserves attention. */
  attention?: boolean;
};

/** Figures with labels above, as many per line as fit. */
export function StatGrid({ figures, minWidth = 120 }: { figures: Stat[]; minWidth?: number }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: `repeat(auto-fill, minmax(${minWidth}px, 1fr))`,
        '& dt': { fontSize: 12, color: 'text.secondary' },
        '& dd': { m: 0 },
      }}
    >
      {figures.map(({ label, value, note, attention }) => (
        <div key={label}>
          <dt>{label}</dt>
          <Box
            component="dd"
            sx={{ fontSize: 20, fontWeight: 600, lineHeight: 1.4, color: attention ? 'warning.main' : 'text.primary' }}
          >
            {value}
          </Box>
          {note && (
            <Box component="dd" sx={{ fontSize: 12, color: 'text.secondary' }}>
              {note}
            </Box>
          )}
        </div>
      ))}
    </Box>
  );
}
