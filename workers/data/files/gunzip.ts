import { unpacksTooFar } from '../../../src/core/csv/gzip.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { type FilePart, FileUnreadable } from './fileParts.ts';

/** So much is unpacked at once: a kilobyte may become a megabyte. */
const PIECE_BYTES = 32 * 1024;

/**
 * Unpacks a gzip file into pieces of `partBytes` and a little more, no faster than they are taken. Its end must be the end of the file.
 * @throws CsvError `gzip-damaged` and `gzip-too-large`, after what could be unpacked; the errors of `packed`
 */
export async function* gunzip(packed: AsyncGenerator<FilePart>, partBytes: number): AsyncGenerator<FilePart> {
  let readBytes = 0;
  let allBytes = 0;
  const pieces = piecesOf(packed, (bytes) => {
    readBytes += bytes;
  });
  const reader = pieces.pipeThrough(new DecompressionStream('gzip')).getReader();
  const gathered = new Gathered();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      allBytes += value.length;
      if (unpacksTooFar(allBytes, readBytes)) throw new CsvError({ kind: 'gzip-too-large' });
      gathered.add(value);
      if (gathered.length >= partBytes) yield { bytes: gathered.take(), readBytes };
    }
    if (gathered.length > 0) yield { bytes: gathered.take(), readBytes };
  } catch (error) {
    if (gathered.length > 0) yield { bytes: gathered.take(), readBytes };
    throw error instanceof CsvError || error instanceof FileUnreadable ? error : new CsvError({ kind: 'gzip-damaged' });
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Small pieces, each read when it is asked for. */
function piecesOf(
  packed: AsyncGenerator<FilePart>,
  onRead: (bytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        while (part.length === 0) {
          const next = await packed.next();
          if (next.done) return controller.close();
          part = next.value.bytes;
        }
        const piece = part.slice(0, PIECE_BYTES);
        part = part.subarray(piece.length);
        onRead(piece.length);
        controller.enqueue(piece);
      },
      async cancel() {
        await packed.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

class Gathered {
  #pieces: Uint8Array[] = [];
  length = 0;

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.length = 0;
    return all;
  }
}
