import { useSyncExternalStore } from 'react';
import type { ImportChoices } from '../../core/csv/choices.ts';

/** The file that the user chose to preview and import. `handle` lets the browser read it again later. */
export type ChosenFile = {
  file: File;
  handle: Promise<FileSystemFileHandle | null>;
  /** How to read it at first; absent = by remembered choices or guesses. */
  choices?: ImportChoices;
};

/** Address of the preview. */
export const PREVIEW_ADDRESS = '/imports/new';

// An address cannot hold a File, and every screen can choose one.
let chosen: ChosenFile | null = null;
const started = new Map<number, ChosenFile>();
const listeners = new Set<() => void>();

export function setChosenFile(next: ChosenFile | null): void {
  chosen = next;
  for (const listener of listeners) listener();
}

/** Keeps the file of an import that was started on this page, so that its preview can be opened again. */
export function rememberStarted(importId: number, file: ChosenFile): void {
  started.set(importId, file);
}

export function startedFile(importId: number): ChosenFile | null {
  return started.get(importId) ?? null;
}

/** The file in the preview; null when there is none, for example after a reload. */
export function useChosenFile(): ChosenFile | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
