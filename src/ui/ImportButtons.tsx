import Button from '@mui/material/Button';
import { type ChangeEvent, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';

type ImportButtonsProps = {
  /** The one that most people here will want. */
  first: 'import' | 'demo';
  disabled?: boolean;
  onFile: (file: File) => void;
  onDemo: () => void;
};

/** The two ways to fill the app: a CSV of one's own, or the demo clients. */
export function ImportButtons({ first, disabled = false, onFile, onDemo }: ImportButtonsProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) onFile(file);
    event.target.value = '';
  };
  const look = (button: typeof first) =>
    ({ variant: button === first ? 'contained' : 'outlined', size: 'medium', disabled }) as const;
  const importButton = (
    <Button key="import" {...look('import')} onClick={() => input.current?.click()}>
      {t('imports.drop.choose')}
    </Button>
  );
  const demoButton = (
    <Button key="demo" {...look('demo')} onClick={onDemo}>
      {t('imports.drop.demo')}
    </Button>
  );
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.gz,text/csv,text/plain,application/gzip"
        hidden
        onChange={choose}
      />
      {first === 'import' ? [importButton, demoButton] : [demoButton, importButton]}
    </>
  );
}
