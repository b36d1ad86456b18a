import { useEffect, useMemo, useRef, useState } from 'react';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { listen } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';

/** All imports, newest first. Running imports are updated as their progress arrives. */
export function useImports(): [QueryState<ImportRecord[]>, () => void] {
  const [loaded, reload] = useQuery((api) => api.imports.list(), []);
  const newest = useRef(0);
  const [received, setReceived] = useState<ReadonlyMap<number, ImportRecord>>(new Map());

  useEffect(
    () =>
      listen((event) => {
        if (event.kind !== 'import') return;
        const { id, state } = event.record;
        setReceived((before) => new Map(before).set(id, event.record));
        // A new import may replace another one, so the list is read again.
        if (state === 'pending' && newest.current < id) reload();
        newest.current = Math.max(newest.current, id);
      }),
    [reload],
  );

  // Received records of ended imports are dropped: the new list has them, or they have been removed since.
  useEffect(() => {
    if (loaded.state !== 'ready' || loaded.stale) return;
    setReceived((before) => new Map([...before].filter(([, { state }]) => state === 'pending')));
  }, [loaded]);

  const merged = useMemo((): QueryState<ImportRecord[]> => {
    if (loaded.state !== 'ready') return loaded;
    const known = new Set(loaded.value.map(({ id }) => id));
    const fresh = [...received.values()].filter(({ id }) => !known.has(id)).reverse();
    const value = [...fresh, ...loaded.value.map((record) => newer(record, received.get(record.id)))];
    return { ...loaded, value, stale: false };
  }, [loaded, received]);
  return [merged, reload];
}

/**
 * An answer may be older or newer than a received record. An ended import never runs again, so an ended answer wins.
 */
function newer(asked: ImportRecord, received: ImportRecord | undefined): ImportRecord {
  if (!received || asked.state !== 'pending') return asked;
  return received;
}
