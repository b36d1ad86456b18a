import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { ClientsCsvProblem } from '../../../../workers/data/exports/exports.api.ts';
import type { ClientsFilter } from '../../../core/clients/clientsFilter.ts';
import { failureName } from '../../../core/failures.ts';
import { ask } from '../../../data/connection.ts';
import { useJob } from '../../../data/useNews.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { JobPanel } from '../../../parts/JobPanel.tsx';
import { saveBlob } from '../../../ui/files/saveBlob.ts';
import { isFiltered } from '../clientsQuery.ts';
import { ExportColumns } from './ExportColumns.tsx';
import { ExportSpelling } from './ExportSpelling.tsx';
import { defaultChoices, type ExportChoices, toOptions } from './exportOptions.ts';
import { chooseFile } from './exportTarget.ts';

type ExportDialogProps = { filter: ClientsFilter; clients: number; onClose: () => void };

/** Exports the clients of the list as a CSV file. Closing the dialog does not stop the export. */
export function ExportDialog({ filter, clients, onClose }: ExportDialogProps) {
  const { t, language, format } = useWords();
  const titleId = useId();
  const [choices, setChoices] = useState<ExportChoices>(() => defaultChoices(language));
  const [state, setState] = useState<'choosing' | 'writing' | 'cancelled'>('choosing');
  const [problem, setProblem] = useState<ClientsCsvProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const job = useJob();
  const [model] = useQuery((api) => api.models.get(), []);
  const canExplain = model.state !== 'ready' || model.value.isExplainable;
  const isAmbiguous = choices.delimiter === choices.decimal;
  const isNothing = !choices.isSubmission && choices.columns.length === 0;

  async function save() {
    setProblem(null);
    setError(null);
    setState('choosing');
    try {
      const name = `clients-${new Date().toISOString().slice(0, 10)}.csv`;
      const target = await chooseFile(clients, name);
      if (target === 'cancelled') return;
      setState('writing');
      const outcome = await ask((api) => api.exports.writeClients(filter, toOptions(choices, t, language), target));
      if (outcome === null) return setState('cancelled');
      if ('problem' in outcome) {
        setState('choosing');
        return setProblem(outcome.problem);
      }
      if (outcome.value instanceof Blob) saveBlob(outcome.value, name);
      onClose();
    } catch (thrown) {
      setState('choosing');
      setError(thrown as Error);
    }
  }
  const refusal = () => {
    if (problem) return t(`clientsExport.problem.${problem.kind}`);
    if (error?.name === 'Outdated') return t('clientsExport.changed');
    return error && t(`failures.${failureName(error.name)}`);
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId} component="h2" variant="h1">
        {t('clientsExport.title', { count: clients, n: format.integer(clients) })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography color="textSecondary">
            {t(isFiltered(filter) ? 'clientsExport.scope' : 'clientsExport.everyone')}
          </Typography>
          {state === 'writing' ? (
            job && <JobPanel job={job} />
          ) : (
            <>
              <ExportColumns choices={choices} onChange={setChoices} clients={clients} canExplain={canExplain} />
              <ExportSpelling choices={choices} onChange={setChoices} />
            </>
          )}
          {state === 'cancelled' && <Typography role="status">{t('clientsExport.cancelled')}</Typography>}
          {(problem || error) && (
            <Typography role="alert" color="error">
              {refusal()}
            </Typography>
          )}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t(state === 'writing' ? 'frame.close' : 'frame.cancel')}</Button>
        {state !== 'writing' && (
          <Button variant="contained" onClick={save} disabled={isAmbiguous || isNothing} autoFocus>
            {t('clientsExport.save')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
