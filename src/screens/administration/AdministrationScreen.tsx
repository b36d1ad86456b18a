import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useParams } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { Screen } from '../../ui/panels/Screen.tsx';
import { FeaturesSection } from './features/FeaturesSection.tsx';
import { ProductsSection } from './products/ProductsSection.tsx';
import { ResetButton } from './ResetButton.tsx';
import { SegmentsSection } from './segments/SegmentsSection.tsx';

const SECTIONS = ['segments', 'products', 'features'] as const;
type Section = (typeof SECTIONS)[number];

export function AdministrationScreen() {
  const { t } = useWords();
  const params = useParams();
  const section = SECTIONS.find((name) => name === params.section) ?? 'segments';
  return (
    <Screen title={t('administration.title')} actions={<ResetButton />}>
      <Tabs
        value={section}
        aria-label={t('administration.title')}
        variant="scrollable"
        sx={{
          minHeight: 36,
          borderBottom: 1,
          borderColor: 'divider',
          '& .MuiTab-root': { minHeight: 36, minWidth: 0 },
        }}
      >
        {SECTIONS.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`tab-${name}`}
            aria-controls={name === section ? 'tab-panel' : undefined}
            component={Link}
            to={`/administration/${name}`}
            label={t(`administration.sections.${name}`)}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id="tab-panel" aria-labelledby={`tab-${section}`} sx={{ minWidth: 0 }}>
        <SectionBody section={section} />
      </Box>
    </Screen>
  );
}

function SectionBody({ section }: { section: Section }) {
  switch (section) {
    case 'segments':
      return <SegmentsSection />;
    case 'products':
      return <ProductsSection />;
    case 'features':
      return <FeaturesSection />;
  }
}
