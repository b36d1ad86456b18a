import Box from '@mui/material/Box';

/** The interval as a whisker over the ruler. */
export function Band({ from, to }: { from: number; to: number }) {
  return (
    <Box
      style={{ left: percent(from), width: percent(to - from) }}
      sx={{
        position: 'absolute',
        top: 1,
        height: 10,
        boxSizing: 'border-box',
        color: 'text.secondary',
        borderInline: '2px solid currentColor',
        '@media (forced-colors: active)': { forcedColorAdjust: 'none', color: 'CanvasText' },
        '&::before': {
          content: '""',
          position: 'absolute',
          insetInline: 0,
          top: 4,
          height: 2,
          bgcolor: 'currentColor',
        },
      }}
    />
  );
}

/** A pin over the ruler: filled for the forecast shown, hollow for the forecast it is compared with. */
export function Mark({ at, ghost = false }: { at: number; ghost?: boolean }) {
  return (
    <Box
      style={{ left: percent(at) }}
      sx={{
        position: 'absolute',
        top: 0,
        width: 12,
        ml: '-6px',
        height: 42,
        color: ghost ? 'text.secondary' : 'text.primary',
        '@media (forced-colors: active)': { forcedColorAdjust: 'none', color: 'CanvasText' },
        '&::before': {
          content: '""',
          position: 'absolute',
          left: 0,
          top: 0,
          width: 12,
          height: 12,
          boxSizing: 'border-box',
          borderRadius: '50%',
          border: '2px solid currentColor',
          bgcolor: ghost ? 'background.paper' : 'currentColor',
        },
        '&::after': {
          content: '""',
          position: 'absolute',
          left: 5,
          top: 12,
          bottom: 0,
          width: 2,
          bgcolor: 'currentColor',
          boxShadow: (theme) => `0 0 0 1px ${theme.palette.background.paper}`,
        },
      }}
    />
  );
}

/** A position on the ruler, 0…1, as a CSS length. */
export const percent = (share: number) => `${(100 * share).toFixed(3)}%`;
