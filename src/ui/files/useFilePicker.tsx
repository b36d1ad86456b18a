import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../../i18n/i18n.ts';

type FilePicker = {
  /** Opens the file dialog; to be called in a click handler. */
  pick: () => void;
  /** To be rendered next to the button: opens the dialog in browsers without file handles. */
  input: ReactNode;
};

type Picked = {
  /** A handle lets the browser read the file again later; only some browsers have it. */
  onFile: (file: File, handle: FileSystemFileHandle | null) => void;
  /** Called when the file cannot be had, but not when the user cancels. */
  onError: (error: Error) => void;
};

/** Only in browsers with file handles; the DOM types do not have it yet. */
type OpenPicker = (options: {
  id: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<[FileSystemFileHandle]>;

const TABLES = {
  'text/csv': ['.csv'],
  'text/tab-separated-values': ['.tsv'],
  'text/plain': ['.txt'],
  'application/gzip': ['.gz'],
};
const ACCEPTED = Object.entries(TABLES).flat(2).join(',');

/** Lets the user choose one table of clients. */
export function useFilePicker({ onFile, onError }: Picked): FilePicker {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const isOpen = useRef(false);
  // A browser policy may forbid handles but allow files.
  const isForbidden = useRef(false);

  const ask = async (open: OpenPicker) => {
    if (isOpen.current) return;
    isOpen.current = true;
    try {
      const types = [{ description: t('files.tables'), accept: TABLES }];
      const [handle] = await open.call(window, { id: 'clients', types });
      onFile(await handle.getFile(), handle);
    } catch (cause) {
      const error = cause as Error;
      isForbidden.current = error.name === 'SecurityError' || error.name === 'NotAllowedError';
      if (error.name !== 'AbortError') onError(error);
    } finally {
      isOpen.current = false;
    }
  };
  const pick = () => {
    const { showOpenFilePicker } = window as { showOpenFilePicker?: OpenPicker };
    if (showOpenFilePicker && !isForbidden.current) void ask(showOpenFilePicker);
    else input.current?.click();
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) onFile(file, null);
    event.target.value = '';
  };
  return { pick, input: <input ref={input} type="file" accept={ACCEPTED} hidden onChange={choose} /> };
}
