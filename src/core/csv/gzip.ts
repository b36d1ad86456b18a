const MAGIC = [0x1f, 0x8b];

/** Unpacked, no real table is larger: 6,000,000 clients of 222 features. */
const MOST_BYTES = 8 * 1024 ** 3;
/** Nor is one so monotonous. */
const MOST_RATIO = 1_000;
/** From so much on the ratio is looked at. */
const RATIO_FROM_BYTES = 16 * 1024 * 1024;

/** So many bytes of a file's beginning say whether it is compressed. */
export const GZIP_HEAD_BYTES = MAGIC.length;

export function isGzip(head: Uint8Array): boolean {
  return head.length >= MAGIC.length && MAGIC.every((byte, at) => head[at] === byte);
}

/** Whether a compressed file unpacks to more than any table would. @param readBytes of it, for the `unpackedBytes` so far */
export function unpacksTooFar(unpackedBytes: number, readBytes: number): boolean {
  return unpackedBytes > MOST_BYTES || (unpackedBytes > RATIO_FROM_BYTES && unpackedBytes > readBytes * MOST_RATIO);
}
