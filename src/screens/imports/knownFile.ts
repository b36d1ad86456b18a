import { ask } from '../../data/connection.ts';

/** Browsers with file handles ask the user for permission to read; the DOM types do not have it yet. */
type AskingHandle = FileSystemFileHandle & {
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
};

export type KnownFile = { file: File; handle: FileSystemFileHandle } | { why: 'denied' | 'lost' };

/** The file of an unsuccessful import, when the browser still knows it and may read it. Call it in a click handler. */
export async function knownFile(importId: number): Promise<KnownFile> {
  const handle: AskingHandle | null = await ask((api) => api.imports.getHandle(importId)).catch(() => null);
  if (!handle) return { why: 'lost' };
  const permission = await handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied' as const);
  if (permission === 'denied') return { why: 'denied' };
  const file = await handle.getFile().catch(() => null);
  return file ? { file, handle } : { why: 'lost' };
}
