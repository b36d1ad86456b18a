import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../../i18n/i18n.ts';

type FilePicker = {
  /** Asks people for a file, while a press of theirs is handled. */
  pick: () => void;
  /** To be put beside the button: asks where the browser has no picker of handles. */
  input: ReactNode;
};

type Picked = {
  /** With the handle the browser can read the file once more; only some have it. */
  onFile: (file: File, handle: FileSystemFileHandle | null) => void;
  /** Why there is no file; not called when people change their minds. */
  onError: (error: Error) => void;
};

/** Of browsers that keep handles; the types of the DOM do not know it yet. */
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

/** Asks people for one table of clients. */
export function useFilePicker({ onFile, onError }: Picked): FilePicker {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const isOpen = useRef(false);
  // A policy of the browser may forbid handles, though not files.
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
