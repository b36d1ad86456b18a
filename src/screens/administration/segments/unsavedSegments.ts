import { useSyncExternalStore } from 'react';
import type { SegmentDraft } from './segmentDrafts.ts';

let unsaved: SegmentDraft[] | null = null;
const listeners = new Set<() => void>();

/** Unsaved segments survive a change of screen. Closing the app while there are any asks for confirmation. */
export function useUnsavedSegments(): SegmentDraft[] | null {
  return useSyncExternalStore(subscribe, () => unsaved);
}

/** Null clears the unsaved segments. */
export function keepUnsavedSegments(drafts: SegmentDraft[] | null): void {
  unsaved = drafts;
  if (drafts) addEventListener('beforeunload', askFirst);
  else removeEventListener('beforeunload', askFirst);
  for (const listener of listeners) listener();
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
