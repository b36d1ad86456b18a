import { useSyncExternalStore } from 'react';

/** The file that the user chose to preview and import. `handle` lets the browser read it again later. */
export type ChosenFile = { file: File; handle: Promise<FileSystemFileHandle | null> };

/** Address of the preview. */
export const PREVIEW_ADDRESS = '/imports/new';

// An address cannot hold a File, and every screen can choose one.
let chosen: ChosenFile | null = null;
const listeners = new Set<() => void>();

export function setChosenFile(next: ChosenFile | null): void {
  chosen = next;
  for (const listener of listeners) listener();
}

/** The file in the preview; null when there is none, for example after a reload. */
export function useChosenFile(): ChosenFile | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
