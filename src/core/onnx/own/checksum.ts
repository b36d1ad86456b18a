import { ModelFileError } from '../../trees/ensemble.ts';
import { encodeMetadata } from './message.ts';

/** `metadata_props` key of the checksum, the last entry of the file. */
export const CHECKSUM_KEY = 'tuntundohod.crc32';

/**
 * Appends the CRC-32 of the file's bytes as one more `metadata_props` entry. A damaged threshold or leaf is still a number:
 * without a checksum inside the file nobody could tell, and a file that a user drops has no hash beside it.
 */
export function appendChecksum(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const encodePayload = checksumOf(bytes);
  const sealed = new Uint8Array(bytes.length + encodePayload.length);
  sealed.set(bytes);
  sealed.set(encodePayload, bytes.length);
  return sealed;
}

/** @throws ModelFileError when the file does not end in the checksum of all that stands before it. */
export function verifyChecksum(sealed: Uint8Array): void {
  const body = sealed.subarray(0, Math.max(0, sealed.length - checksumOf(sealed.subarray(0, 0)).length));
  const encodePayload = checksumOf(body);
  const found = sealed.subarray(body.length);
  if (found.length !== encodePayload.length || found.some((byte, i) => byte !== encodePayload[i])) {
    throw new ModelFileError('the file is damaged, or was changed after it was written');
  }
}

function checksumOf(body: Uint8Array): Uint8Array {
  return encodeMetadata(CHECKSUM_KEY, crc32(body).toString(16).padStart(8, '0'));
}

/** CRC-32 of ISO-HDLC (as in zip and PNG). */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  // By index: files are opened when a worker has just started, and an iterator takes three times as long until it is compiled.
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return (crc ^ -1) >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
