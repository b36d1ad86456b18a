import { ModelFileError } from '../../trees/ensemble.ts';
import { encodeMetadata } from '../wire/encodeModel.ts';

/** `metadata_props` key of the checksum, the last entry of the file. */
export const CHECKSUM_KEY = 'tuntundohod.crc32';

/**
 * Appends the CRC-32 of the file's bytes as one more `metadata_props` entry. A damaged threshold or leaf is still a
 * number, so only a checksum inside the file reveals it: a file that a user drops has no hash beside it.
 */
export function appendChecksum(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const checksum = checksumOf(bytes);
  const file = new Uint8Array(bytes.length + checksum.length);
  file.set(bytes);
  file.set(checksum, bytes.length);
  return file;
}

/** @throws ModelFileError when the file does not end in the checksum of everything before it */
export function verifyChecksum(file: Uint8Array): void {
  const body = file.subarray(0, Math.max(0, file.length - CHECKSUM_LENGTH));
  const expected = checksumOf(body);
  const actual = file.subarray(body.length);
  if (actual.length !== expected.length || actual.some((byte, i) => byte !== expected[i])) {
    throw new ModelFileError('the file is damaged, or was changed after it was written');
  }
}

/** The same for any bytes: the checksum has eight hexadecimal digits. */
const CHECKSUM_LENGTH = encodeMetadata(CHECKSUM_KEY, '00000000').length;

/** The `metadata_props` entry that ends the file. */
function checksumOf(body: Uint8Array): Uint8Array {
  return encodeMetadata(CHECKSUM_KEY, crc32(body).toString(16).padStart(8, '0'));
}

/** CRC-32 of ISO-HDLC (as in zip and PNG). */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  // An index loop: files are opened in workers that have just started, where an iterator takes three times as long
  // until it is compiled.
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 255] as number);
  return (crc ^ -1) >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
