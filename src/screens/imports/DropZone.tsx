import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ImportButtons } from '../../parts/imports/ImportButtons.tsx';
import { useFileChoice } from '../../parts/imports/useFileChoice.ts';
import { type DropRefusal, useFileDrop } from '../../ui/files/useFileDrop.ts';
import { ErrorPanel } from '../../ui/panels/states.tsx';

type DropZoneProps = { running: boolean; onStarted: (importId: number) => void };

/** Takes a dropped or chosen file, and says why a drop is refused. */
export function DropZone({ running, onStarted }: DropZoneProps) {
  const { t } = useWords();
  const [refusal, setRefusal] = useState<DropRefusal | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [starting, setStarting] = useState(false);

  const seed = () => {
    setRefusal(null);
    setError(null);
    setStarting(true);
    ask((api) => api.imports.startDemo())
      .then(onStarted, setError)
      .finally(() => setStarting(false));
  };
  const onFile = useFileChoice();
  const disabled = running || starting;
  const over = useFileDrop({ onFile, onRefuse: setRefusal, disabled });

  return (
    <Stack spacing={1}>
      <Paper
        variant="outlined"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
          px: 2.5,
          py: 2,
          borderStyle: 'dashed',
          borderColor: over ? 'primary.main' : 'text.secondary',
          bgcolor: over ? 'action.hover' : 'background.paper',
        }}
      >
        <Box sx={{ flex: '1 1 320px' }}>
          <Typography sx={{ fontWeight: 600 }}>{t(over ? 'imports.drop.release' : 'imports.drop.title')}</Typography>
          <Typography variant="caption" color="textSecondary">
            {t(running ? 'imports.drop.busy' : 'imports.drop.hint')}
          </Typography>
        </Box>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <ImportButtons first="import" disabled={disabled} onFile={onFile} onError={setError} onDemo={seed} />
        </Stack>
      </Paper>
      {refusal && (
        <Alert severity="warning" variant="outlined" closeText={t('frame.close')} onClose={() => setRefusal(null)}>
          {t(`imports.refused.${refusal}`)}
        </Alert>
      )}
      {error && <ErrorPanel error={error} />}
    </Stack>
  );
}
