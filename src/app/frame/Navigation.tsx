import Box from '@mui/material/Box';
import { NavLink } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { MoreSections } from './MoreSections.tsx';
import { SectionIcon } from './SectionIcon.tsx';

const MAIN_SECTIONS = ['clients', 'imports', 'insights', 'monitoring'] as const;
/** On a phone these sections are behind "More". */
const OTHER_SECTIONS = ['log', 'models', 'administration'] as const;

/** Links to all sections: a column at the left when wide, a bar at the bottom when narrow. */
export function Navigation() {
  const { t } = useWords();
  const link = (section: (typeof MAIN_SECTIONS | typeof OTHER_SECTIONS)[number]) => (
    <NavLink key={section} to={`/${section}`}>
      <SectionIcon section={section} />
      {t(`frame.nav.${section}`)}
    </NavLink>
  );
  return (
    <Box
      component="nav"
      aria-label={t('frame.nav.label')}
      sx={{
        position: 'relative',
        display: 'flex',
        displayPrint: 'none',
        flexDirection: { xs: 'row', md: 'column' },
        gap: { xs: 0, md: 0.5 },
        p: { xs: 0.5, md: 1 },
        width: { md: 208 },
        flexShrink: 0,
        bgcolor: 'background.paper',
        borderColor: 'divider',
        borderStyle: 'solid',
        borderWidth: { xs: '1px 0 0', md: '0 1px 0 0' },
        '& a, & button': {
          color: 'text.primary',
          textDecoration: 'none',
          flex: { xs: '1 0 auto', md: 'none' },
          minWidth: 44,
          minHeight: { xs: 44, md: 0 },
          display: 'flex',
          flexDirection: { xs: 'column', md: 'row' },
          alignItems: 'center',
          justifyContent: { xs: 'center', md: 'flex-start' },
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
      {MAIN_SECTIONS.map(link)}
      <MoreSections sections={OTHER_SECTIONS}>{OTHER_SECTIONS.map(link)}</MoreSections>
    </Box>
  );
}
