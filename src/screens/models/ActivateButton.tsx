import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords, type WordKey } from '../../i18n/i18n.ts';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import { ActivateDialog } from './ActivateDialog.tsx';

type ActivateButtonProps = {
  listing: ModelListing;
  /** How many clients are stored. */
  clients: number;
  label?: WordKey;
  onDone: (text: string) => void;
};

/** Activates a model. Asks first when stored clients have forecasts of other models. */
export function ActivateButton({ listing, clients, label = 'models.activate.button', onDone }: ActivateButtonProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const { name, version } = listing;
  const others = clients - listing.clients;
  const done = () => onDone(t('models.activate.done', { name, version }));
  const activate = () => {
    setRunning(true);
    setError(null);
    ask((api) => api.models.activate(version))
      .then(done, setError)
      .finally(() => setRunning(false));
  };
  return (
    <>
      <Button
        variant="outlined"
        loading={running}
        aria-label={t('models.activate.one', { name, version })}
        onClick={others > 0 ? () => setAsking(true) : activate}
      >
        {t(label)}
      </Button>
      {asking && <ActivateDialog listing={listing} others={others} onDone={done} onClose={() => setAsking(false)} />}
      {error && <ErrorPanel error={error} />}
    </>
  );
}
