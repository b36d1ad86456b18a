import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A screen of panels under one heading, with actions at its right. */
export function Screen({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <Stack spacing={2} sx={{ p: { xs: 2, md: 3 }, pt: { xs: 2, md: 2.5 }, maxWidth: 1680 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 1.5, minHeight: 32 }}>
        <Typography component="h1" variant="h1" sx={{ mr: 'auto' }}>
          {title}
        </Typography>
        {actions}
      </Box>
      {children}
    </Stack>
  );
}
