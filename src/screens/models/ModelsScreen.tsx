import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { Screen } from '../../ui/panels/Screen.tsx';
import { UndoSnackbar } from '../../ui/panels/UndoSnackbar.tsx';
import { ActiveModel } from './ActiveModel.tsx';
import { EnginePanel } from './EnginePanel.tsx';
import { ImportModel } from './import/ImportModel.tsx';
import { ModelItem } from './ModelItem.tsx';
import { RescorePanel } from './RescorePanel.tsx';
import type { Models } from './useModels.ts';
import { useModels } from './useModels.ts';

/** All models, the import of a further one, and details of the active one. */
export function ModelsScreen() {
  const { t } = useWords();
  const models = useModels();
  const [done, setDone] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  // The pressed button is gone, so the list takes the focus after the dialog has closed.
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => list.current?.focus());
    return () => clearTimeout(timer);
  }, [done]);
  const clients = models[0].state === 'ready' ? models[0].value.clients : 0;
  return (
    <Screen title={t('models.title')}>
      <AsyncView of={models} rows={4}>
        {(known) => (
          <Stack spacing={2}>
            <RescorePanel models={known} />
            <Box ref={list} tabIndex={-1} sx={{ outline: 'none' }}>
              <ModelsPanel models={known} onDone={setDone} />
            </Box>
          </Stack>
        )}
      </AsyncView>
      <ImportModel clients={clients} onDone={setDone} />
      <EnginePanel />
      <ActiveModel />
      <UndoSnackbar text={done} onClose={() => setDone(null)} />
    </Screen>
  );
}

/** All models with their actions. */
function ModelsPanel({ models, onDone }: { models: Models; onDone: (text: string) => void }) {
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
