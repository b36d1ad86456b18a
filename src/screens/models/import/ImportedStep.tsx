import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, useState } from 'react';
import type { ModelListing } from '../../../../workers/data/models/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ActivateButton } from '../ActivateButton.tsx';
import { Step } from './Step.tsx';

type ImportedStepProps = { listing: ModelListing; clients: number; onDone: (text: string) => void };

/** The model is stored; the user can activate it right away. */
export function ImportedStep({ listing, clients, onDone }: ImportedStepProps) {
  const { t } = useWords();
  const [activated, setActivated] = useState(false);
  const { name, version } = listing;
  // The pressed button is gone, so this step takes the focus.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const done = (text: string) => {
    setActivated(true);
    onDone(text);
  };
  return (
    <Step name="save">
      <Stack ref={place} tabIndex={-1} spacing={1} sx={{ alignItems: 'flex-start', outline: 'none' }}>
        <Alert role="status" severity="success" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
          <bdi>{t('models.import.save.done', { name, version })}</bdi>
        </Alert>
        {!activated && (
          <ActivateButton listing={listing} clients={clients} label="models.import.save.activate" onDone={done} />
        )}
      </Stack>
    </Step>
  );
}
