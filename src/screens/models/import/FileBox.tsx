import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { type DropRefusal, takeFile } from '../../../ui/files/useFileDrop.ts';

type FileBoxProps = {
  /** Names the expected file. */
  title: string;
  hint: string;
  accept: string;
  file: File | null;
  busy?: boolean;
  onFile: (file: File) => void;
};

/** Takes one file, dropped or chosen. Shows the chosen file's name; another file replaces it. */
export function FileBox({ title, hint, accept, file, busy = false, onFile }: FileBoxProps) {
  const { t, format } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<DropRefusal | null>(null);
  const take = (taken: File | DropRefusal) => {
    setRefusal(typeof taken === 'string' ? taken : null);
    if (typeof taken !== 'string') onFile(taken);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (chosen) take(chosen);
    event.target.value = '';
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = busy ? 'none' : 'copy';
    setOver(!busy);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) take(takeFile(event.dataTransfer));
  };
  const chosen = file && t('models.import.chosen', { file: makeVisible(file.name), size: format.bytes(file.size) });
  return (
    <>
      <Box
        role="group"
        aria-label={title}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
          px: 2,
          py: 1.5,
          border: '1px dashed',
          borderRadius: 1,
          borderColor: over ? 'primary.main' : 'text.secondary',
          bgcolor: over ? 'action.hover' : 'transparent',
        }}
      >
        <Box sx={{ flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography sx={{ fontWeight: 600 }}>
            <bdi>{over ? t('models.import.release') : (chosen ?? title)}</bdi>
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {hint}
          </Typography>
        </Box>
        <input ref={input} type="file" accept={accept} hidden onChange={choose} />
        <Button variant={file ? 'text' : 'outlined'} loading={busy} onClick={() => input.current?.click()}>
          {t(file ? 'models.import.chooseAnother' : 'models.import.choose')}
        </Button>
      </Box>
      {refusal && (
        <Alert severity="warning" variant="outlined" closeText={t('frame.close')} onClose={() => setRefusal(null)}>
          {t(`models.import.refused.${refusal}`)}
        </Alert>
      )}
    </>
  );
}
