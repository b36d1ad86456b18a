import { constants, fstatSync } from 'node:fs';
import { type FileHandle, open, readlink, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** What a path of the command line means. */
export type Place =
  | { kind: 'standard' }
  /** A pipe, a device or an open descriptor: it is streamed to and never replaced. */
  | { kind: 'stream'; path: string }
  /** An ordinary file, links followed; `mode` null = there is none yet. */
  | { kind: 'file'; path: string; mode: number | null }
  /** A folder, a socket, a disk. */
  | { kind: 'other'; path: string };

const STANDARD = [
  ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'],
  ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'],
] as const;
const DESCRIPTOR = /^\/(?:dev\/fd|proc\/[^/]+\/fd)\/\d+$/;
/** More links than any system follows. */
const MOST_LINKS = 40;

/**
 * @param standard descriptor of the standard stream that `-` means
 * @throws Error of the file system; a file that is not there is none
 */
export async function placeOf(given: string, folder: string, standard: 0 | 1): Promise<Place> {
  if (given === '-') return { kind: 'standard' };
  const path = await behindLinks(resolve(folder, given), MOST_LINKS);
  if (STANDARD[standard].some((name) => name === path)) return { kind: 'standard' };
  if (DESCRIPTOR.test(path) || path === '/dev/stderr') return { kind: 'stream', path };
  const stats = await statOrNull(path);
  if (stats === null) return { kind: 'file', path, mode: null };
  if (stats.isFile()) return { kind: 'file', path, mode: stats.mode & 0o777 };
  return { kind: stats.isFIFO() || stats.isCharacterDevice() ? 'stream' : 'other', path };
}

/**
 * The path behind symbolic links, which need not exist. An open descriptor is the end: what it links to is a name for
 * people, such as `pipe:[7]`.
 */
async function behindLinks(path: string, links: number): Promise<string> {
  if (links === 0 || DESCRIPTOR.test(path)) return path;
  const target = await readlink(path).catch(() => null);
  return target === null ? path : behindLinks(resolve(dirname(path), target), links - 1);
}

/**
 * What tells the ordinary file behind a place from all others; null for anything else.
 * @throws Error of the file system
 */
export async function identityOf(place: Place, standard: 0 | 1): Promise<string | null> {
  if (place.kind === 'file' && place.mode === null) return null;
  const stats =
    place.kind === 'standard' ? fstatSync(standard, { bigint: true }) : await stat(place.path, { bigint: true });
  return stats.isFile() ? `${stats.dev}:${stats.ino}` : null;
}

/** Opens a pipe or a device for writing; what is behind a descriptor is never cut. */
export function openStream(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_APPEND);
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
