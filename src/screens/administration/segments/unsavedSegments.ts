import { useSyncExternalStore } from 'react';
import type { SegmentDraft } from './segmentDrafts.ts';

let unsaved: SegmentDraft[] | null = null;
const listeners = new Set<() => void>();

/** What is being typed stays while one looks at another screen; leaving the app meanwhile asks first. */
export function useUnsavedSegments(): SegmentDraft[] | null {
  return useSyncExternalStore(subscribe, () => unsaved);
}

/** null = nothing is unsaved any more. */
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
