import { type FilePart, GZIP_HEAD_BYTES, gunzip, isGzip } from '../../../src/core/csv/gunzip.ts';
import { CsvError } from '../../../src/core/csv/report.ts';

/** Bytes read at once: long enough for speed, short enough to notice a cancel many times a second. */
const PART_BYTES = 4 * 1024 * 1024;
/** The same for a compressed file, which unpacks to several times as much. */
const COMPRESSED_PART_BYTES = 1024 * 1024;

/** The file was removed, changed or locked while it was read. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/** The beginning of a table, unpacked if it is compressed. */
export type FileHead = {
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether `bytes` are the whole table. */
  isWhole: boolean;
  isCompressed: boolean;
  /** Why the rest cannot be read; null when nothing is wrong. */
  problem: CsvError | null;
};

/**
 * Reads a table piece by piece, unpacked if it is compressed; the next piece is read while the current one is
 * processed.
 * @throws FileUnreadable, CsvError when it cannot be unpacked
 */
export async function* fileParts(file: File): AsyncGenerator<FilePart> {
  if (!(await isCompressed(file))) return yield* rawParts(file, PART_BYTES);
  yield* gunzip(rawParts(file, COMPRESSED_PART_BYTES), PART_BYTES);
}

/** Reads the first `length` bytes of a table, or all of a shorter one. @throws FileUnreadable */
export async function readHead(file: File, length: number): Promise<FileHead> {
  if (!(await isCompressed(file))) {
    const bytes = await readPart(file, 0, length);
    return { bytes, isWhole: bytes.length === file.size, isCompressed: false, problem: null };
  }
  const parts = gunzip(rawParts(file, COMPRESSED_PART_BYTES), length);
  const head: FileHead = { bytes: new Uint8Array(), isWhole: false, isCompressed: true, problem: null };
  try {
    const first = await parts.next();
    if (!first.done) head.bytes = first.value.bytes;
    // A short piece is the last one, unless the file is damaged after it.
    head.isWhole = first.done === true || (head.bytes.length < length && (await parts.next()).done === true);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    head.problem = error;
  } finally {
    await parts.return(undefined);
  }
  return head;
}

async function isCompressed(file: File): Promise<boolean> {
  return isGzip(await readPart(file, 0, GZIP_HEAD_BYTES));
}

async function* rawParts(file: File, length: number): AsyncGenerator<FilePart> {
  let next = readPart(file, 0, length);
  for (let start = 0; start < file.size; start += length) {
    const bytes = await next;
    next = readPart(file, start + length, length);
    // If the import ends here, no other code catches this error.
    next.catch(() => {});
    yield { bytes, readBytes: Math.min(file.size, start + length) };
  }
}

export async function readPart(file: File, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  } catch (error) {
    throw new FileUnreadable(error instanceof Error ? error.message : String(error));
  }
}
