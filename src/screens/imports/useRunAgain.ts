import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../data/connection.ts';
import { knownFile } from './knownFile.ts';

type State =
  | { kind: 'idle' | 'starting' }
  /** The browser knows the file but cannot read it. */
  | { kind: 'unread'; why: 'denied' | 'lost' }
  /** The file differs from the import's, so the user decides. */
  | { kind: 'other'; file: File; handle: FileSystemFileHandle | null }
  | { kind: 'failed'; error: Error };

/** Repeats an import and shows the report of the new one. */
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
    const known = await knownFile(record.id);
    if ('why' in known) setState({ kind: 'unread', why: known.why });
    else offer(known.file, known.handle);
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
