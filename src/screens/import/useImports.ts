import { useEffect, useMemo, useRef, useState } from 'react';
import type { ImportRecord } from '../../../workers/imports.api.ts';
import { type Loaded, useData } from '../../useData.ts';
import { listen } from '../../workers.ts';

/** All imports, newest first; those that run change in place as their progress arrives. */
export function useImports(): [Loaded<ImportRecord[]>, () => void] {
  const [loaded, reload] = useData((api) => api.imports(), [], ['clients']);
  const newest = useRef(0);
  const [heard, setHeard] = useState<ReadonlyMap<number, ImportRecord>>(new Map());

  useEffect(
    () =>
      listen((event) => {
        if (event.kind !== 'import') return;
        const { id, state } = event.record;
        setHeard((before) => new Map(before).set(id, event.record));
        // One that begins may take the place of another.
        if (state !== 'pending' || newest.current < id) reload();
        newest.current = Math.max(newest.current, id);
      }),
    [reload],
  );

  // Once the list has been read, what was heard of ended imports is in it, or has been removed since.
  useEffect(() => {
    if (loaded.state !== 'ready' || loaded.stale) return;
    setHeard((before) => new Map([...before].filter(([, { state }]) => state === 'pending')));
  }, [loaded]);

  const merged = useMemo((): Loaded<ImportRecord[]> => {
    if (loaded.state !== 'ready') return loaded;
    const known = new Set(loaded.value.map(({ id }) => id));
    const fresh = [...heard.values()].filter(({ id }) => !known.has(id)).reverse();
    const value = [...fresh, ...loaded.value.map((record) => newer(record, heard.get(record.id)))];
    return { ...loaded, value, stale: false };
  }, [loaded, heard]);
  return [merged, reload];
}

/** An answer may be older or younger than what was heard meanwhile: an import that has ended does not run again. */
function newer(asked: ImportRecord, heard: ImportRecord | undefined): ImportRecord {
  if (!heard || asked.state !== 'pending') return asked;
  return heard;
}
