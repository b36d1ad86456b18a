import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import type { ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ModelProblemAlert, type ModelRefusal } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';

type ImportStepProps = { draft: ModelDraft; onSave: (name: string) => Promise<ModelRefusal | null> };

/** Names the opened model and stores it. */
export function ImportStep({ draft, onSave }: ImportStepProps) {
  const { t } = useWords();
  const [name, setName] = useState(draft.name);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<ModelRefusal | null>(null);
  const rename = (wanted: string) => {
    setName(wanted);
    setRefusal(null);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setRefusal(null);
    onSave(name.trim())
      .then(setRefusal)
      .finally(() => setSaving(false));
  };
  const free = refusal && 'problem' in refusal && 'free' in refusal.problem ? refusal.problem.free : null;
  return (
    <Step name="save">
      <Stack
        component="form"
        direction="row"
        useFlexGap
        spacing={1}
        onSubmit={save}
        sx={{ flexWrap: 'wrap', alignItems: 'flex-start', pt: 1 }}
      >
        <TextField
          label={t('models.import.save.name')}
          helperText={t('models.import.save.nameHint')}
          value={name}
          onChange={(event) => rename(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
          sx={{ flex: '0 1 320px', minWidth: 220 }}
        />
        <Button type="submit" variant="contained" size="medium" loading={saving} sx={{ minHeight: 40 }}>
          {t('models.import.save.action')}
        </Button>
      </Stack>
      {refusal && (
        <ModelProblemAlert
          refusal={refusal}
          action={
            free !== null && (
              <Button onClick={() => rename(free)}>{t('models.import.problem.useName', { free })}</Button>
            )
          }
        />
      )}
    </Step>
  );
}
