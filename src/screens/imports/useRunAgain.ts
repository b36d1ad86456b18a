import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../data/connection.ts';

type State =
  | { kind: 'idle' | 'starting' }
  /** The browser knows the file, and it cannot be read. */
  | { kind: 'unread'; why: 'denied' | 'lost' }
  /** Another file than the import's: people decide. */
  | { kind: 'other'; file: File; handle: FileSystemFileHandle | null }
  | { kind: 'failed'; error: Error };

/**
 * Browsers that keep handles ask people before the file behind one is read; the types of the DOM do not know it yet.
 */
type AskingHandle = FileSystemFileHandle & {
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
};

/** Starts an import again; the report of the new one is on the screen afterwards. */
export function useRunAgain(record: ImportRecord) {
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ kind: 'idle' });

  const fail = (error: Error) => setState({ kind: 'failed', error });
  const follow = (starting: Promise<number>) => {
    setState({ kind: 'starting' });
    starting.then((id) => navigate(`/imports/${id}`), fail);
  };
  const start = (file: File, handle: FileSystemFileHandle | null) =>
    follow(ask((api) => api.imports.startAgain(record.id, file, handle)));
  const offer = (file: File, handle: FileSystemFileHandle | null) => {
    if (file.name === record.fileName && file.size === record.sizeBytes) start(file, handle);
    else setState({ kind: 'other', file, handle });
  };

  const runKnown = async () => {
    const handle: AskingHandle | null = await ask((api) => api.imports.getHandle(record.id)).catch(() => null);
    if (!handle) return setState({ kind: 'unread', why: 'lost' });
    const permission = await handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied' as const);
    if (permission === 'denied') return setState({ kind: 'unread', why: 'denied' });
    const file = await handle.getFile().catch(() => null);
    if (file) offer(file, handle);
    else setState({ kind: 'unread', why: 'lost' });
  };

  const startDemo = () =>
    follow(
      ask(async (api) => {
        const id = await api.imports.startDemo();
        await api.imports.remove(record.id);
        return id;
      }),
    );
  return { state, runKnown, offer, start, startDemo, fail };
}
