import Button from '@mui/material/Button';
import { useWords } from '../../i18n/i18n.ts';
import { useFilePicker } from '../../ui/files/useFilePicker.tsx';

type ImportButtonsProps = {
  /** The more prominent button. */
  first: 'import' | 'demo';
  disabled?: boolean;
  onFile: (file: File, handle: Promise<FileSystemFileHandle | null>) => void;
  onError: (error: Error) => void;
  onDemo: () => void;
};

/** The two ways to fill the app: the user's own CSV, or the demo clients. */
export function ImportButtons({ first, disabled = false, onFile, onError, onDemo }: ImportButtonsProps) {
  const { t } = useWords();
  const { pick, input } = useFilePicker({ onFile: (file, handle) => onFile(file, Promise.resolve(handle)), onError });
  const look = (button: typeof first) =>
    ({ variant: button === first ? 'contained' : 'outlined', size: 'medium', disabled }) as const;
  const importButton = (
    <Button key="import" {...look('import')} onClick={pick}>
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
      {input}
      {first === 'import' ? [importButton, demoButton] : [demoButton, importButton]}
    </>
  );
}
