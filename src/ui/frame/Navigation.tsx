import Box from '@mui/material/Box';
import { NavLink } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';

const SECTIONS = ['clients', 'import', 'monitoring', 'log', 'administration'] as const;

export function Navigation() {
  const { t } = useWords();
  return (
    <Box
      component="nav"
      aria-label={t('frame.nav.label')}
      sx={{
        display: 'flex',
        flexDirection: { xs: 'row', md: 'column' },
        gap: 0.5,
        p: 1,
        width: { md: 176 },
        flexShrink: 0,
        overflowX: 'auto',
        bgcolor: 'background.paper',
        borderColor: 'divider',
        borderStyle: 'solid',
        borderWidth: { xs: '1px 0 0', md: '0 1px 0 0' },
        '& a': {
          color: 'text.primary',
          textDecoration: 'none',
          px: 1.5,
          py: 0.875,
          borderRadius: 1,
          whiteSpace: 'nowrap',
          '&:hover': { bgcolor: 'action.hover' },
          '&.active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 600 },
        },
      }}
    >
      {SECTIONS.map((section) => (
        <NavLink key={section} to={`/${section}`}>
          {t(`frame.nav.${section}`)}
        </NavLink>
      ))}
    </Box>
  );
}
