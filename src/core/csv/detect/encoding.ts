import { Utf8Checker, wrongBytes } from '../records/utf8.ts';
import type { Encoding, FileProblem } from '../report.ts';
import { rankCyrillic } from './cyrillic.ts';
import { otherFileOf } from './otherFiles.ts';

const BYTE_ORDER_MARKS: { encoding: Encoding; mark: number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
];

/**
 * The encoding of a file by its head: the chosen one, else its byte order mark, else UTF-16 by its zero bytes, else
 * UTF-8 if it has more characters beyond ASCII than wrong bytes, else the one in which Russian letters are as frequent
 * as they should be. `headIsAll`: the head is the whole file, so a character cut off at its end is an error.
 * `candidates`: the encodings between which it is close; empty when it is clear.
 */
export function detectEncoding(
  head: Uint8Array,
  headIsAll: boolean,
  chosen: Encoding | null = null,
): { encoding: Encoding; markBytes: number; candidates: Encoding[] } | { problem: FileProblem } {
  const other = otherFileOf(head);
  if (other) return { problem: { kind: 'not-csv', ...other } };
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => startsWith(head, mark));
  if (chosen !== null) return decided(chosen, marked?.encoding === chosen ? marked.mark.length : 0);
  if (marked) return decided(marked.encoding, marked.mark.length);
  if (isBinary(head)) {
    const encoding = utf16ByZeros(head);
    return encoding ? decided(encoding, 0) : { problem: { kind: 'not-csv', why: 'binary' } };
  }
  if (isMostlyUtf8(head, headIsAll)) return decided('utf-8', 0);
  const { best, candidates } = rankCyrillic(head);
  return { encoding: best, markBytes: 0, candidates };
}

/** A zero byte in a hundred is more than damaged text has. */
const MOST_ZEROS = 0.01;

/** Whether bytes are no text of one byte a letter, nor UTF-8. */
export function isBinary(bytes: Uint8Array): boolean {
  if (!bytes.includes(0)) return false;
  let zeros = 0;
  for (const byte of bytes) if (byte === 0) zeros++;
  return zeros > bytes.length * MOST_ZEROS;
}

function decided(encoding: Encoding, markBytes: number) {
  return { encoding, markBytes, candidates: [] };
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, at) => bytes[at] === byte);
}

/**
 * Delimiters, digits and Latin letters have a zero upper byte in UTF-16; the lower byte is hardly ever zero in text.
 */
function utf16ByZeros(head: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const many = head.length / 8;
  if (odd >= many && even * 16 < odd) return 'utf-16le';
  if (even >= many && odd * 16 < even) return 'utf-16be';
  return null;
}

function isMostlyUtf8(head: Uint8Array, headIsAll: boolean): boolean {
  const checker = new Utf8Checker();
  const wrong = wrongBytes(checker, head).length + (headIsAll && !checker.complete ? 1 : 0);
  return wrong === 0 || checker.characters > wrong;
}
