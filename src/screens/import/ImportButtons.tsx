import Button from '@mui/material/Button';
import { type ChangeEvent, useRef } from 'react';
import { useWords } from '../../i18n/i18n.ts';

type ImportButtonsProps = { disabled?: boolean; onFile: (file: File) => void; onDemo: () => void };

/** The two ways to fill the app: a CSV of one's own, or the demo clients. */
export function ImportButtons({ disabled = false, onFile, onDemo }: ImportButtonsProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) onFile(file);
    event.target.value = '';
  };
  return (
    <>
      <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" hidden onChange={choose} />
      <Button variant="contained" size="medium" disabled={disabled} onClick={() => input.current?.click()}>
        {t('imports.drop.choose')}
      </Button>
      <Button variant="outlined" size="medium" disabled={disabled} onClick={onDemo}>
        {t('imports.drop.demo')}
      </Button>
    </>
  );
}
