import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
import { CsvError } from './report.ts';

/** A piece of a file, and the bytes of the file read for all pieces so far. */
export type FilePart = { bytes: Uint8Array<ArrayBuffer>; readBytes: number };

const MAGIC = [0x1f, 0x8b];

/** Bytes at the start of a file that show whether it is compressed. */
export const GZIP_HEAD_BYTES = MAGIC.length;

export function isGzip(head: Uint8Array): boolean {
  return head.length >= MAGIC.length && MAGIC.every((byte, at) => head[at] === byte);
}

/** No real table is larger when unpacked: 6,000,000 clients of 222 features. */
const MOST_BYTES = 8 * 1024 ** 3;
/** No real table compresses better than this ratio. */
const MOST_RATIO = 1_000;
/** The ratio is checked from this many unpacked bytes on. */
const RATIO_FROM_BYTES = 16 * 1024 * 1024;

/**
 * Unpacks a gzip file (RFC 1952) into pieces of `partBytes`, the last one shorter, no faster than the caller takes
 * them. Several members form one table, as in gzip; only zeros may follow the last one.
 * @param packed the file piece by piece; each piece is used up before the next one is requested
 * @throws CsvError `gzip-damaged` and `gzip-too-large`, and the errors of `packed`: after everything that could be
 * unpacked
 */
export async function* gunzip(packed: AsyncIterable<FilePart>, partBytes: number): AsyncGenerator<FilePart, undefined> {
  const unpacker = new Unpacker(partBytes);
  try {
    for await (const { bytes } of packed) yield* unpacker.unpack(bytes);
    unpacker.expectEnd();
  } catch (error) {
    yield* unpacker.rest();
    throw error;
  }
  yield* unpacker.rest();
}

/** Window bits of zlib's largest window, and 16 for the wrapper of gzip with its checksum. */
const GZIP_WINDOW = 15 + 16;

class Unpacker {
  readonly #partBytes: number;
  readonly #stream = new ZStream();
  #part = new Uint8Array(0);
  /** Bytes unpacked into full parts, and bytes of the pieces used up so far. */
  #unpacked = 0;
  #read = 0;
  /** Position in the stream: before the next member, inside a member, or in the zeros after the last member. */
  #place: 'between' | 'member' | 'padding' = 'member';

  constructor(partBytes: number) {
    this.#partBytes = partBytes;
    zlibInflateInit2(this.#stream, GZIP_WINDOW);
    this.#startPart();
  }

  /** The parts that this piece of the file completes. */
  *unpack(piece: Uint8Array): Generator<FilePart> {
    const stream = this.#stream;
    stream.input = piece;
    stream.next_in = 0;
    stream.avail_in = piece.length;
    let isFull = false;
    // zlib may hold bytes after a full part, even when the piece is used up.
    while (stream.avail_in > 0 || (isFull && this.#place === 'member')) {
      if (this.#place === 'between') this.#enterNext(piece);
      if (this.#place === 'padding') this.#skipZeros(piece);
      else this.#inflate();
      isFull = stream.avail_out === 0;
      if (isFull) yield this.#takePart();
    }
    this.#read += piece.length;
    stream.next_in = 0;
  }

  /** @throws CsvError when the file ends in the middle of a member */
  expectEnd(): void {
    if (this.#place === 'member') throw new CsvError({ kind: 'gzip-damaged' });
  }

  /** The unpacked bytes that fill no whole part. */
  *rest(): Generator<FilePart> {
    if (this.#stream.next_out > 0) yield this.#takePart();
  }

  #enterNext(piece: Uint8Array): void {
    if (piece[this.#stream.next_in] === 0) {
      this.#place = 'padding';
      return;
    }
    zlibInflateReset(this.#stream);
    this.#place = 'member';
  }

  #skipZeros(piece: Uint8Array): void {
    const stream = this.#stream;
    if (piece.subarray(stream.next_in).some((byte) => byte !== 0)) throw new CsvError({ kind: 'gzip-damaged' });
    stream.next_in += stream.avail_in;
    stream.avail_in = 0;
  }

  #inflate(): void {
    const status = zlibInflate(this.#stream, Z_NO_FLUSH);
    if (status === Z_STREAM_END) this.#place = 'between';
    // zlib reports Z_BUF_ERROR when it needs more of the file.
    else if (status !== Z_OK && status !== Z_BUF_ERROR) throw new CsvError({ kind: 'gzip-damaged' });
    this.#refuseBomb();
  }

  #refuseBomb(): void {
    const { next_out, next_in } = this.#stream;
    const unpacked = this.#unpacked + next_out;
    const isMonotonous = unpacked > RATIO_FROM_BYTES && unpacked > (this.#read + next_in) * MOST_RATIO;
    if (unpacked > MOST_BYTES || isMonotonous) throw new CsvError({ kind: 'gzip-too-large' });
  }

  #takePart(): FilePart {
    const { next_in, next_out } = this.#stream;
    const bytes = this.#part.subarray(0, next_out);
    this.#unpacked += next_out;
    this.#startPart();
    return { bytes, readBytes: this.#read + next_in };
  }

  #startPart(): void {
    this.#part = new Uint8Array(this.#partBytes);
    this.#stream.output = this.#part;
    this.#stream.next_out = 0;
    this.#stream.avail_out = this.#partBytes;
  }
}
