import { hashText } from '../machine/hashText.ts';
import type { ClientBlock } from './clientBlock.ts';

/**
 * Words of a hash: with two of 32 bits, a million rows have two equal hashes by accident once in forty million files.
 */
export const HASH_WORDS = 2;

/** Bits for a missing value: NaN has many bit patterns, so all are hashed as this one. */
const MISSING_HIGH = 0x7ff80000;

/**
 * A hash of each row's values, in the order of the given features: equal for rows that hold the same numbers and texts
 * of these features, however their blocks number the texts. A feature that the block lacks is missing. The id, the name, the date and the actual income
 * do not count. The rounds are those of MurmurHash3, once with each of its pairs of constants.
 * @param names of the features, by default those of the block
 * @returns rows × `HASH_WORDS`, row-major
 */
export function hashRows(
  { rows, features, values, dictionaries }: ClientBlock,
  names: readonly string[] = features,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const columns = new Map(features.map((name, column) => [name, column]));
  const sources = Int32Array.from(names, (name) => columns.get(name) ?? -1);
  const texts = dictionaries.map((dictionary) => dictionary && Uint32Array.from(dictionary, (text) => hashText(text)));
  const width = features.length;
  // The same numbers of other features must give another hash.
  const seed = hashText(JSON.stringify(names));
  const hashes = new Uint32Array(rows * HASH_WORDS);
  for (let row = 0; row < rows; row++) {
    let first = seed;
    let second = ~seed;
    for (let place = 0; place < sources.length; place++) {
      const column = sources[place] as number;
      const at = row * width + column;
      const value = column < 0 ? Number.NaN : (values[at] as number);
      const text = texts[column];
      let low = 0;
      let high = 0;
      if (Number.isNaN(value)) high = MISSING_HIGH;
      else if (text) low = text[value] as number;
      // -0 counts as 0.
      else if (value !== 0) {
        low = words[2 * at] as number;
        high = words[2 * at + 1] as number;
      }
      first = Math.imul(first ^ low, 0x85ebca6b);
      first = Math.imul(turned(first, 13) ^ high, 0xc2b2ae35);
      second = Math.imul(second ^ high, 0xcc9e2d51);
      second = Math.imul(turned(second, 15) ^ low, 0x1b873593);
    }
    hashes[row * HASH_WORDS] = finished(first);
    hashes[row * HASH_WORDS + 1] = finished(second);
  }
  return hashes;
}

function turned(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The finalizer: every input bit affects half of the output bits. */
function finished(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
