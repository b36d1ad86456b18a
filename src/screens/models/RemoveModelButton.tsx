import Button from '@mui/material/Button';
import DialogContentText from '@mui/material/DialogContentText';
import { useState } from 'react';
import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/panels/ConfirmDialog.tsx';

/** Removes an imported model after a confirmation. Its forecasts stay. */
export function RemoveModelButton({ listing, onDone }: { listing: ModelListing; onDone: (text: string) => void }) {
  const { t, format } = useWords();
  const [asking, setAsking] = useState(false);
  const { name, version, clients } = listing;
  const remove = async () => {
    const outcome = await ask((api) => api.models.remove(version));
    onDone(t('problem' in outcome ? 'models.remove.refused' : 'models.remove.done', { name, version }));
  };
  return (
    <>
      <Button color="error" aria-label={t('models.remove.one', { name, version })} onClick={() => setAsking(true)}>
        {t('frame.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('models.remove.title', { name })}
          action={t('models.remove.action')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          <DialogContentText sx={{ mb: 1 }}>{t('models.remove.file')}</DialogContentText>
          {clients > 0 && (
            <DialogContentText>
              {t('models.remove.clients', { count: clients, shown: format.integer(clients) })}
            </DialogContentText>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
