import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

type PanelProps = {
  /** The region's accessible name. */
  title: string;
  /** Buttons or a caption at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A titled region on paper. Every screen is composed of panels. */
export function Panel({ title, actions, children }: PanelProps) {
  const titleId = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={titleId} sx={{ minWidth: 0 }}>
      <Stack
        direction="row"
        useFlexGap
        spacing={1}
        sx={{ alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap', px: 2, pt: 1.5, minHeight: 36 }}
      >
        <Typography id={titleId} component="h2" variant="h2" color="textSecondary">
          {title}
        </Typography>
        {actions}
      </Stack>
      <Box sx={{ px: 2, pb: 2, pt: 1 }}>{children}</Box>
    </Paper>
  );
}
