import { open } from 'node:fs/promises';
import { HEAD_BYTES } from '../../../src/core/csv/detect/planImport.ts';
import { type FilePart, gunzip, isGzip } from '../../../src/core/csv/gunzip.ts';
import { type CliIo, EXIT, orRefuse } from '../io.ts';
import { identityOf, placeOf } from './paths.ts';

/** What the command reads: a file, a pipe, a device or standard input. */
export type Input = {
  /** Fills an array from its start. Returns the number of bytes, 0 at the end. */
  read(into: Uint8Array): Promise<number>;
  /** Size of the file, compressed or not; 0 = unknown, as for a pipe. */
  sizeBytes: number;
  close(): Promise<void>;
};

const READING = 'The file cannot be read';

/**
 * @param given a path as on the command line; `-` = standard input
 * @throws Refusal
 */
export function openInput(given: string, { folder, stdin }: Pick<CliIo, 'folder' | 'stdin'>): Promise<Input> {
  return orRefuse(EXIT.file, READING, async () => {
    const place = await placeOf(given, folder, 0);
    if (place.kind === 'standard') return streamInput(stdin);
    const file = await open(place.path);
    const { size } = await file.stat();
    return {
      read: async (into) => (await file.read(into, 0, into.length)).bytesRead,
      sizeBytes: size,
      close: () => file.close(),
    };
  });
}

/** The ordinary file that would be read, to compare with where the result goes; null for anything else. */
export async function inputIdentity(given: string, { folder }: Pick<CliIo, 'folder'>): Promise<string | null> {
  try {
    return await identityOf(await placeOf(given, folder, 0), 0);
  } catch {
    return null;
  }
}

function streamInput(stream: AsyncIterable<Uint8Array>): Input {
  const chunks = stream[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array(0);
  return {
    sizeBytes: 0,
    async read(into) {
      while (left.length === 0) {
        const next = await chunks.next();
        if (next.done) return 0;
        left = next.value;
      }
      const taken = left.subarray(0, into.length);
      into.set(taken);
      left = left.subarray(taken.length);
      return taken.length;
    },
    // A stream that is left open would keep the process alive.
    close: async () => {
      await chunks.return?.();
    },
  };
}

/**
 * Reads a table in parts of the length that `planImport` needs, the last one shorter, and unpacks gzip. The input is
 * read once from start to end, since it may be a pipe. A part is valid until the next one.
 * @throws Refusal when the file cannot be read, CsvError when it cannot be unpacked
 */
export async function* inputParts(input: Input): AsyncGenerator<FilePart, undefined> {
  const parts = rawParts(input);
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

async function* rawParts({ read }: Input): AsyncGenerator<FilePart, undefined> {
  const buffer = new Uint8Array(HEAD_BYTES);
  let readBytes = 0;
  const fill = async () => {
    let length = 0;
    while (length < buffer.length) {
      const count = await read(buffer.subarray(length));
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  };
  for (;;) {
    const bytes = await orRefuse(EXIT.file, READING, fill);
    readBytes += bytes.length;
    if (bytes.length > 0) yield { bytes, readBytes };
    if (bytes.length < buffer.length) return;
  }
}

/** The whole input. @throws Refusal when it cannot be read, CsvError when it cannot be unpacked */
export async function readAll(input: Input): Promise<Uint8Array> {
  const copies: Uint8Array[] = [];
  for await (const { bytes } of inputParts(input)) copies.push(bytes.slice());
  return Buffer.concat(copies);
}
