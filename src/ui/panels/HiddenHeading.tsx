import Box from '@mui/material/Box';

/** The screen's heading for screen readers only. */
export function HiddenHeading({ children }: { children: string }) {
  return (
    <Box
      component="h1"
      sx={{ position: 'absolute', width: '1px', height: '1px', m: 0, overflow: 'hidden', clipPath: 'inset(50%)' }}
    >
      {children}
    </Box>
  );
}
