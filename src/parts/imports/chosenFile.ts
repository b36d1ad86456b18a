import { useSyncExternalStore } from 'react';

/** A file that somebody wants to import and first looks at. `handle` lets the browser read it again one day. */
export type ChosenFile = { file: File; handle: Promise<FileSystemFileHandle | null> };

/** Where it is looked at. */
export const PREVIEW_ADDRESS = '/imports/new';

// A File fits into no address, and every screen may choose one.
let chosen: ChosenFile | null = null;
const listeners = new Set<() => void>();

export function setChosenFile(next: ChosenFile | null): void {
  chosen = next;
  for (const listener of listeners) listener();
}

/** The file being looked at; null when there is none, say after a reload. */
export function useChosenFile(): ChosenFile | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
