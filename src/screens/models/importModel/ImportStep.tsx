import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import type { ModelDraft } from '../../../../workers/data/models/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ModelProblemAlert } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';

/** Gives the opened model a name, under which it is kept. */
export function ImportStep({ draft, onKeep }: { draft: ModelDraft; onKeep: (name: string) => Promise<void> }) {
  const { t } = useWords();
  const [name, setName] = useState(draft.name);
  const [keeping, setKeeping] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    setKeeping(true);
    setError(null);
    onKeep(name.trim())
      .catch(setError)
      .finally(() => setKeeping(false));
  };
  return (
    <Step title={t('modelBring.keep.title')}>
      <Stack
        component="form"
        direction="row"
        useFlexGap
        spacing={1}
        onSubmit={keep}
        sx={{ flexWrap: 'wrap', alignItems: 'flex-start', pt: 1 }}
      >
        <TextField
          label={t('modelBring.keep.name')}
          helperText={t('modelBring.keep.nameHint')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
          sx={{ flex: '0 1 320px', minWidth: 220 }}
        />
        <Button type="submit" variant="contained" size="medium" loading={keeping} sx={{ minHeight: 40 }}>
          {t('modelBring.keep.action')}
        </Button>
      </Stack>
      {error && <ModelProblemAlert error={error} />}
    </Step>
  );
}
