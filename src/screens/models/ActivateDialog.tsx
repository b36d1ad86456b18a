import Checkbox from '@mui/material/Checkbox';
import DialogContentText from '@mui/material/DialogContentText';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/panels/ConfirmDialog.tsx';

type ActivateDialogProps = {
  listing: ModelListing;
  /** Stored clients with forecasts of other versions. */
  others: number;
  onDone: () => void;
  onClose: () => void;
};

/** Says how many forecasts would be of another version than the active model, and offers re-scoring. */
export function ActivateDialog({ listing: { name, version }, others, onDone, onClose }: ActivateDialogProps) {
  const { t, format } = useWords();
  const [rescore, setRescore] = useState(true);
  const activate = async () => {
    await ask((api) => api.models.activate(version));
    if (rescore) await ask((api) => api.rescoring.start());
    onDone();
  };
  return (
    <ConfirmDialog
      title={t('models.activate.title', { name })}
      action={t('models.activate.action')}
      color="primary"
      onConfirm={activate}
      onClose={onClose}
    >
      <DialogContentText sx={{ mb: 1 }}>
        {t('models.activate.others', { count: others, shown: format.integer(others) })}
      </DialogContentText>
      <DialogContentText sx={{ mb: 1 }}>{t('models.activate.log')}</DialogContentText>
      <FormControlLabel
        control={<Checkbox size="small" checked={rescore} onChange={(event) => setRescore(event.target.checked)} />}
        label={t('models.activate.rescore')}
      />
    </ConfirmDialog>
  );
}
