import { grown } from '../grown.ts';

// Hot loops: casts replace index checks.

/**
 * A text for each row, one after the other in UTF-16 units, with a zero after each: 42 bytes for a name of 20 letters,
 * where a separate string takes 70. A search runs at the speed of memory.
 */
export type Texts = {
  /** Makes room for this many rows in all, assuming texts as long as the existing ones. */
  reserve(rows: number): void;
  addAll(texts: readonly string[]): void;
  at(row: number): string;
  /** Whether the text of a row is exactly this one. */
  is(row: number, text: string): boolean;
  /** Row `r` has the units from `starts[r]` to `starts[r + 1] - 2`. The next `addAll` may replace the arrays. */
  layout(): { units: Uint16Array; starts: Uint32Array; rows: number };
  /** By unit: 1 when some text has it. */
  readonly alphabet: Uint8Array;
};

const encoder = new TextEncoder();
let bytes = new Uint8Array();

const UNSHOWN = '\ufffd';

/** Number of arguments that a call takes without overflowing the stack. */
const PIECE = 8_192;

export function createTexts(): Texts {
  let units = new Uint16Array(1_024);
  let starts = new Uint32Array(128);
  let rows = 0;
  let end = 0;
  const alphabet = new Uint8Array(65_536);

  return {
    reserve(expected) {
      if (expected >= starts.length) starts = grown(starts, expected + 1);
      const most = Math.ceil((1.02 * end * expected) / Math.max(1, rows));
      if (most > units.length) units = grown(units, most);
    },
    addAll(texts) {
      const joined = texts.join('\0');
      if (end + joined.length + 1 > units.length) units = grown(units, end + joined.length + 1);
      if (rows + texts.length >= starts.length) starts = grown(starts, rows + texts.length + 1);
      if (texts.length === 0) return;
      writeUnits(joined, units, end);
      const last = end + joined.length;
      units[last] = 0;
      const firstRow = rows;
      for (let at = end; at <= last; at++) {
        const unit = units[at] as number;
        alphabet[unit] = 1;
        if (unit === 0) starts[++rows] = at + 1;
      }
      if (rows - firstRow === texts.length) {
        end = last + 1;
        return;
      }
      // A text contains a zero.
      rows = firstRow;
      this.addAll(texts.map(toStored));
    },
    at(row) {
      if (!(row >= 0 && row < rows)) throw new RangeError(`row ${row} of ${rows}`);
      const from = starts[row] as number;
      const to = (starts[row + 1] as number) - 1;
      if (to - from <= PIECE) return String.fromCharCode(...units.subarray(from, to));
      let text = '';
      for (let at = from; at < to; at += PIECE) {
        text += String.fromCharCode(...units.subarray(at, Math.min(to, at + PIECE)));
      }
      return text;
    },
    is(row, text) {
      const from = starts[row] as number;
      if ((starts[row + 1] as number) - 1 - from !== text.length) return false;
      const stored = toStored(text);
      for (let at = 0; at < stored.length; at++) {
        if (units[from + at] !== stored.charCodeAt(at)) return false;
      }
      return true;
    },
    layout: () => ({ units, starts, rows }),
    alphabet,
  };
}

/** A text as it is stored: a zero inside becomes the replacement character, because a zero ends each text. */
export function toStored(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', UNSHOWN) : text;
}

/** Writes the units of a text. Browsers encode a whole text ten times faster than they return its units one by one. */
function writeUnits(text: string, units: Uint16Array, start: number): void {
  if (bytes.length < 3 * text.length) bytes = new Uint8Array(3 * text.length);
  const { written } = encoder.encodeInto(text, bytes);
  let to = start;
  for (let at = 0; at < written; ) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      units[to++] = byte;
      at += 1;
    } else if (byte < 0xe0) {
      units[to++] = ((byte & 0x1f) << 6) | ((bytes[at + 1] as number) & 0x3f);
      at += 2;
    } else if (byte < 0xf0) {
      const unit =
        ((byte & 0x0f) << 12) | (((bytes[at + 1] as number) & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
      // A lone surrogate is encoded as this character.
      units[to] = unit === 0xfffd ? text.charCodeAt(to - start) : unit;
      to += 1;
      at += 3;
    } else {
      // A character beyond 16 bits has two units.
      units[to] = text.charCodeAt(to - start);
      units[to + 1] = text.charCodeAt(to - start + 1);
      to += 2;
      at += 4;
    }
  }
}
