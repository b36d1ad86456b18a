import { ModelFileError } from '../ensemble.ts';

/** Model files nest about ten levels. */
const MAX_NESTING = 64;

/**
 * Parses UBJSON (draft 12, the encoding of XGBoost's `.ubj` files) to what `JSON.parse` would give: big-endian numbers,
 * typed arrays (`[$d#L…`) included. Time and memory are bounded by the file's size: a count never exceeds the bytes
 * left.
 * @throws ModelFileError for bytes that are cut short, nested too deeply, followed by others or not UBJSON.
 */
export function parseUbjson(bytes: Uint8Array): unknown {
  const input = new Input(bytes);
  const value = readValue(input, input.marker(), 0);
  if (input.left > 0) throw new ModelFileError('UBJSON: something follows the end');
  return value;
}

/** Bytes of each type of number, and how it is read. */
const NUMBERS: Readonly<Record<string, { size: number; read: (view: DataView, at: number) => number }>> = {
  i: { size: 1, read: (view, at) => view.getInt8(at) },
  U: { size: 1, read: (view, at) => view.getUint8(at) },
  I: { size: 2, read: (view, at) => view.getInt16(at) },
  l: { size: 4, read: (view, at) => view.getInt32(at) },
  L: { size: 8, read: (view, at) => Number(view.getBigInt64(at)) },
  d: { size: 4, read: (view, at) => view.getFloat32(at) },
  D: { size: 8, read: (view, at) => view.getFloat64(at) },
};

const COUNTS = 'iUIlL';

/** Values that consist of their marker alone. A typed array of them would take no bytes, so it is refused. */
const CONSTANTS: Readonly<Record<string, unknown>> = { Z: null, T: true, F: false };

function readValue(input: Input, type: string, depth: number): unknown {
  const number = NUMBERS[type];
  if (number) return number.read(input.view, input.skip(number.size));
  if (type in CONSTANTS) return CONSTANTS[type];
  if (type === 'S') return input.text(input.count());
  if (type === 'C') return input.text(1);
  if (depth === MAX_NESTING) throw new ModelFileError(`UBJSON: nested deeper than ${MAX_NESTING} levels`);
  if (type === '[') return readArray(input, depth);
  if (type === '{') return readObject(input, depth);
  throw new ModelFileError(`UBJSON: unknown type ${JSON.stringify(type)}`);
}

function readArray(input: Input, depth: number): unknown[] {
  const { type, count } = readLayout(input);
  const number = type === undefined ? undefined : NUMBERS[type];
  if (number && count !== undefined) {
    const start = input.skip(count * number.size);
    return Array.from({ length: count }, (_, i) => number.read(input.view, start + i * number.size));
  }
  const items: unknown[] = [];
  while (count === undefined ? !input.takes(']') : items.length < count) {
    items.push(readValue(input, type ?? input.marker(), depth + 1));
  }
  return items;
}

function readObject(input: Input, depth: number): unknown {
  const { type, count } = readLayout(input);
  const entries: [string, unknown][] = [];
  while (count === undefined ? !input.takes('}') : entries.length < count) {
    const key = input.text(input.count());
    entries.push([key, readValue(input, type ?? input.marker(), depth + 1)]);
  }
  // Makes own properties of all keys, including "__proto__".
  return Object.fromEntries(entries);
}

/** `$type#count`, `#count` or nothing. */
function readLayout(input: Input): { type?: string; count?: number } {
  const type = input.takes('$') ? input.marker() : undefined;
  if (type !== undefined && type in CONSTANTS)
    throw new ModelFileError(`UBJSON: arrays of type "${type}" are not supported`);
  if (input.takes('#')) return { ...(type === undefined ? {} : { type }), count: input.count() };
  if (type !== undefined) throw new ModelFileError('UBJSON: a type without a count');
  return {};
}

class Input {
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Skips bytes; returns their start. */
  skip(size: number): number {
    if (size > this.left) throw new ModelFileError('UBJSON: the file is cut short');
    this.#at += size;
    return this.#at - size;
  }

  /** The next marker; N is a no-op and is skipped. */
  marker(): string {
    let code = 'N';
    while (code === 'N') code = String.fromCharCode(this.view.getUint8(this.skip(1)));
    return code;
  }

  /** Skips the marker if it is next. */
  takes(marker: string): boolean {
    if (this.#bytes[this.#at] !== marker.charCodeAt(0)) return false;
    this.#at++;
    return true;
  }

  /** A length: an integer that is not greater than the bytes left, as everything counted takes at least one. */
  count(): number {
    const type = this.marker();
    const number = COUNTS.includes(type) ? NUMBERS[type] : undefined;
    if (!number) throw new ModelFileError(`UBJSON: ${JSON.stringify(type)} instead of a length`);
    const count = number.read(this.view, this.skip(number.size));
    if (count < 0 || count > this.left) throw new ModelFileError('UBJSON: the file is cut short');
    return count;
  }

  text(size: number): string {
    const start = this.skip(size);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        this.#bytes.subarray(start, start + size),
      );
    } catch {
      throw new ModelFileError('UBJSON: a text is not UTF-8');
    }
  }
}
