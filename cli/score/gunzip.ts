import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { HEAD_BYTES } from '../../src/core/csv/detect/planImport.ts';
import { unpacksTooFar } from '../../src/core/csv/gzip.ts';
import { CsvError } from '../../src/core/csv/report.ts';
import type { InputPart } from './io.ts';

/** So much is handed over to be unpacked at once: a kilobyte may become a megabyte. */
const PIECE_BYTES = 32 * 1024;

/**
 * Unpacks a gzip file, no faster than its table is taken; several files in one, as gzip allows, are one table. Its end
 * must be the end of the file.
 * @throws CsvError `gzip-damaged` and `gzip-too-large`; the errors of `rest`
 */
export async function* gunzip(first: InputPart, rest: AsyncGenerator<InputPart>): AsyncGenerator<InputPart, undefined> {
  let readBytes = 0;
  let allBytes = 0;
  const pieces = piecesOf(first, rest, (bytes) => {
    readBytes += bytes;
  });
  const unpacker = createGunzip();
  const piping = pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: PIECE_BYTES }), unpacker);
  // The loop below hears of the same error.
  piping.catch(() => {});
  const buffer = new Uint8Array(HEAD_BYTES);
  let length = 0;
  try {
    for await (const chunk of unpacker as AsyncIterable<Uint8Array>) {
      allBytes += chunk.length;
      if (unpacksTooFar(allBytes, readBytes)) throw new CsvError({ kind: 'gzip-too-large' });
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.subarray(at, at + buffer.length - length);
        buffer.set(taken, length);
        length += taken.length;
        at += taken.length;
        if (length < buffer.length) continue;
        yield { bytes: buffer, readBytes };
        length = 0;
      }
    }
  } catch (error) {
    throw isDamage(error) ? new CsvError({ kind: 'gzip-damaged' }) : error;
  } finally {
    unpacker.destroy();
  }
  if (unpacker.bytesWritten < readBytes) throw new CsvError({ kind: 'gzip-damaged' });
  if (length > 0) yield { bytes: buffer.subarray(0, length), readBytes };
}

/** Whether zlib says so: `Z_DATA_ERROR`, `Z_BUF_ERROR`. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

/** Small pieces of their own, each told of when it is taken. */
async function* piecesOf(
  first: InputPart,
  rest: AsyncGenerator<InputPart>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let part: InputPart | undefined = first; part; part = (await rest.next()).value) {
    for (let at = 0; at < part.bytes.length; at += PIECE_BYTES) {
      const piece = part.bytes.slice(at, at + PIECE_BYTES);
      onRead(piece.length);
      yield piece;
    }
  }
}
