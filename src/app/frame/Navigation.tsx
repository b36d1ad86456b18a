import Box from '@mui/material/Box';
import { NavLink } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { SectionIcon } from './SectionIcon.tsx';

const SECTIONS = ['clients', 'import', 'model', 'monitoring', 'log', 'administration'] as const;

export function Navigation() {
  const { t } = useWords();
  return (
    <Box
      component="nav"
      aria-label={t('frame.nav.label')}
      sx={{
        display: 'flex',
        displayPrint: 'none',
        flexDirection: { xs: 'row', md: 'column' },
        gap: { xs: 0, md: 0.5 },
        p: { xs: 0.5, md: 1 },
        width: { md: 208 },
        flexShrink: 0,
        overflowX: 'auto',
        bgcolor: 'background.paper',
        borderColor: 'divider',
        borderStyle: 'solid',
        borderWidth: { xs: '1px 0 0', md: '0 1px 0 0' },
        '& a': {
          color: 'text.primary',
          textDecoration: 'none',
          flex: { xs: '1 0 auto', md: 'none' },
          display: 'flex',
          flexDirection: { xs: 'column', md: 'row' },
          alignItems: 'center',
          gap: { xs: 0.25, md: 1.25 },
          '& svg': { flexShrink: 0 },
          fontSize: { xs: 10, md: 14 },
          letterSpacing: { xs: '-0.01em', md: 'normal' },
          px: { xs: 0.25, md: 1.25 },
          py: { xs: 0.5, md: 0.875 },
          borderRadius: 1,
          whiteSpace: 'nowrap',
          '&:hover': { bgcolor: 'action.hover' },
          '&.active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 600 },
        },
      }}
    >
      {SECTIONS.map((section) => (
        <NavLink key={section} to={`/${section}`}>
          <SectionIcon section={section} />
          {t(`frame.nav.${section}`)}
        </NavLink>
      ))}
    </Box>
  );
}
