import type { FileHandle } from 'node:fs/promises';
import { HEAD_BYTES } from '../../src/core/csv/detect/planImport.ts';
import { isGzip } from '../../src/core/csv/gzip.ts';
import { gunzip } from './gunzip.ts';
import { EXIT, type InputPart, orRefuse } from './io.ts';

/**
 * A table piece by piece, each as long as the head that `planImport` looks at, the last one shorter; unpacked if it is
 * compressed. Read once from beginning to end, since it may be a pipe.
 * @throws Refusal when the file cannot be read, CsvError for what cannot be unpacked
 */
export async function* inputParts(file: FileHandle): AsyncGenerator<InputPart, undefined> {
  const parts = rawParts(file);
  const first = await parts.next();
  if (first.done) return;
  if (isGzip(first.value.bytes)) {
    yield* gunzip(first.value, parts);
    return;
  }
  yield first.value;
  yield* parts;
}

async function* rawParts(file: FileHandle): AsyncGenerator<InputPart, undefined> {
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
