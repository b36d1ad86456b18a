import { grown } from './grown.ts';

/**
 * A text for each row, one after the other in UTF-16 units, a zero after each: 42 bytes for a name of 20 letters, where a string of its
 * own takes 70, and all of them can be looked through at the speed of memory.
 */
export type Texts = {
  /** Makes room for so many rows in all, the texts to come being as long as those that are there. */
  reserve(rows: number): void;
  addAll(texts: readonly string[]): void;
  at(row: number): string;
  /** Whether the text of a row is exactly this one. */
  is(row: number, text: string): boolean;
  /** Row `r` has the units from `starts[r]` to `starts[r + 1] - 2`. The arrays are others after the next `addAll`. */
  layout(): { units: Uint16Array; starts: Uint32Array; rows: number };
  /** By unit: 1 when some text has it. */
  readonly alphabet: Uint8Array;
};

/** Arguments that a call takes without fear for the stack. */
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
      const most = end + texts.reduce((sum, text) => sum + text.length + 1, 0);
      if (most > units.length) units = grown(units, most);
      if (rows + texts.length >= starts.length) starts = grown(starts, rows + texts.length + 1);
      for (const text of texts) {
        end = write(text, units, end, alphabet);
        starts[++rows] = end;
      }
    },
    at(row) {
      const [from, to] = [starts[row] ?? 0, (starts[row + 1] ?? 1) - 1];
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
      for (let at = 0; at < text.length; at++) {
        if (units[from + at] !== (text.charCodeAt(at) || 0xfffd)) return false;
      }
      return true;
    },
    layout: () => ({ units, starts, rows }),
    alphabet,
  };
}

/** Writes the units of a text and a zero. Returns where the next one begins. */
function write(text: string, units: Uint16Array, start: number, alphabet: Uint8Array): number {
  const end = start + text.length;
  for (let at = 0, to = start; to < end; at++, to++) {
    // A zero ends a text, so none can have one inside.
    const unit = text.charCodeAt(at) || 0xfffd;
    units[to] = unit;
    alphabet[unit] = 1;
  }
  units[end] = 0;
  return end + 1;
}
