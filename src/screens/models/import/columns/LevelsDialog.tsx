import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { makeVisible } from '../../../../core/visibleText.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { ModelProblemAlert, type ModelRefusal } from '../ModelProblemAlert.tsx';
import type { PlacedFeature } from './placedFeature.ts';

type LevelsDialogProps = {
  feature: PlacedFeature;
  /** Returns why the levels were refused. */
  onSave: (levels: string[]) => Promise<ModelRefusal | null>;
  onClose: () => void;
};

/** Edits the levels of a category, one a line, in the order of their codes. */
export function LevelsDialog({ feature, onSave, onClose }: LevelsDialogProps) {
  const { t, format } = useWords();
  const titleId = useId();
  const { kind, name } = feature;
  const [text, setText] = useState(kind.kind === 'category' ? kind.categories.join('\n') : '');
  const [refusal, setRefusal] = useState<ModelRefusal | null>(null);
  const [saving, setSaving] = useState(false);
  const levels = levelsOf(text);
  const save = async () => {
    setSaving(true);
    const refused = await onSave(levels);
    setSaving(false);
    setRefusal(refused);
    if (!refused) onClose();
  };
  return (
    <Dialog open onClose={() => !saving && text === '' && onClose()} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId} component="h2" variant="h1">
        <bdi>{t('models.import.columns.dialog.title', { feature: makeVisible(name) })}</bdi>
      </DialogTitle>
      <DialogContent>
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {t('models.import.columns.dialog.lead')}
        </Typography>
        <TextField
          multiline
          fullWidth
          autoFocus
          minRows={6}
          maxRows={16}
          label={t('models.import.columns.dialog.field')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          helperText={
            levels.length > 0 &&
            t('models.import.columns.dialog.count', {
              count: levels.length,
              shown: format.integer(levels.length),
              last: format.integer(levels.length - 1),
            })
          }
        />
        {refusal && <ModelProblemAlert refusal={refusal} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={saving}>
          {t('frame.cancel')}
        </Button>
        <Button variant="contained" onClick={save} loading={saving} disabled={levels.length === 0}>
          {t('models.import.columns.dialog.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Empty lines at the end are none. */
function levelsOf(text: string): string[] {
  const levels = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return levels.slice(0, levels.findLastIndex((level) => level !== '') + 1);
}
