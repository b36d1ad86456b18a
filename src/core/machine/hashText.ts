export const FNV_START = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, 32 bits. Other seeds give other hashes of the same text. */
export function hashText(text: string, seed = FNV_START): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** FNV-1a over the bytes from `start` to before `stop`, 32 bits. */
export function hashBytes(bytes: Uint8Array, start: number, stop: number): number {
  let hash = FNV_START;
  for (let at = start; at < stop; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  return hash >>> 0;
}

/** Mixes the high bits into the low ones, which choose the slot in a hash table. Returns a signed word. */
export function stirHash(hash: number): number {
  return hash ^ (hash >>> 15);
}
