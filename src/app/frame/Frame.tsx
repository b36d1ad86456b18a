import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { ModelBadge, OfflineBadge } from './Badges.tsx';
import { JobBadge } from './JobBadge.tsx';
import { Navigation } from './Navigation.tsx';
import { Notices } from './Notices.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { LanguageSwitch, ModeSwitch } from './Switches.tsx';
import { useFileGuard } from './useFileGuard.ts';

/** Paper does not scroll, so the whole screen is printed. */
const PRINTED_WHOLE = { '@media print': { display: 'block', height: 'auto', overflow: 'visible' } } as const;

/** App bar, navigation (left when wide, bottom when narrow) and the screen between them. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  useFileGuard();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', ...PRINTED_WHOLE }}>
      <SkipLink />
      <Box
        component="header"
        sx={{
          display: 'flex',
          displayPrint: 'none',
          flexShrink: 0,
          alignItems: 'center',
          gap: 2,
          minHeight: 49,
          px: { xs: 2, sm: 3 },
          bgcolor: 'background.paper',
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography component="p" sx={{ fontWeight: 700, color: 'primary.main' }}>
          {t('frame.product')}
        </Typography>
        <Stack direction="row" spacing={1.5} sx={{ ml: 'auto', alignItems: 'center' }}>
          <JobBadge />
          <OfflineBadge />
          <ModelBadge />
          <Shortcuts />
          <LanguageSwitch />
          <ModeSwitch />
        </Stack>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flex: 1,
          minHeight: 0,
          flexDirection: { xs: 'column-reverse', md: 'row' },
          ...PRINTED_WHOLE,
        }}
      >
        <Navigation />
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{
            flex: 1,
            minWidth: 0,
            minHeight: 0,
            overflow: 'auto',
            outline: 'none',
            display: 'flex',
            flexDirection: 'column',
            ...PRINTED_WHOLE,
          }}
        >
          <Notices />
          {children}
        </Box>
      </Box>
    </Box>
  );
}

function SkipLink() {
  const { t } = useWords();
  return (
    <Box
      component="button"
      type="button"
      onClick={() => document.getElementById('content')?.focus()}
      sx={{
        position: 'absolute',
        left: -9999,
        '&:focus': { left: 8, top: 8, zIndex: 2000, p: 1, bgcolor: 'background.paper', color: 'text.primary' },
      }}
    >
      {t('frame.skipToContent')}
    </Box>
  );
}
