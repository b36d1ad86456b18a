import Box from '@mui/material/Box';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { ModelItem } from './ModelItem.tsx';
import type { Models } from './useModels.ts';

/** All models, each with what can be done with it. */
export function ModelsPanel({ models, onDone }: { models: Models; onDone: (text: string) => void }) {
  const { t } = useWords();
  return (
    <Panel title={t('models.list')}>
      <Box component="ul" aria-label={t('models.list')} sx={{ listStyle: 'none', m: 0, p: 0, mx: -2, mb: -2 }}>
        {models.listings.map((listing) => (
          <ModelItem key={listing.version} listing={listing} clients={models.clients} onDone={onDone} />
        ))}
      </Box>
    </Panel>
  );
}
