import type { FileHandle } from 'node:fs/promises';
import { HEAD_BYTES } from '../../src/core/csv/detect/planImport.ts';
import { type FilePart, gunzip, isGzip } from '../../src/core/csv/gunzip.ts';
import { EXIT, orRefuse } from './io.ts';

/**
 * Reads a table in parts of the length that `planImport` needs, the last one shorter, and unpacks gzip. The file is
 * read once from start to end, since it may be a pipe. A part is valid until the next one.
 * @throws Refusal when the file cannot be read, CsvError when it cannot be unpacked
 */
export async function* inputParts(file: FileHandle): AsyncGenerator<FilePart, undefined> {
  const parts = rawParts(file);
  const first = await parts.next();
  if (first.done) return;
  const whole = startingWith(first.value, parts);
  yield* isGzip(first.value.bytes) ? oneLater(gunzip(whole, HEAD_BYTES)) : whole;
}

async function* startingWith(first: FilePart, rest: AsyncGenerator<FilePart>): AsyncGenerator<FilePart, undefined> {
  yield first;
  yield* rest;
}

/** Yields each part only after the next one was read: the start of a damaged file must not pass for a short table. */
async function* oneLater(parts: AsyncIterable<FilePart>): AsyncGenerator<FilePart, undefined> {
  let waiting: FilePart | null = null;
  for await (const part of parts) {
    if (waiting) yield waiting;
    waiting = part;
  }
  if (waiting) yield waiting;
}

async function* rawParts(file: FileHandle): AsyncGenerator<FilePart, undefined> {
  const buffer = new Uint8Array(HEAD_BYTES);
  let readBytes = 0;
  const fill = async () => {
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  };
  for (;;) {
    const bytes = await orRefuse(EXIT.file, 'The file cannot be read', fill);
    readBytes += bytes.length;
    if (bytes.length > 0) yield { bytes, readBytes };
    if (bytes.length < buffer.length) return;
  }
}
