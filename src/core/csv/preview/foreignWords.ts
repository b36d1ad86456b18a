import { decoderFor, toReadable } from '../records/encodings.ts';
import type { Encoding } from '../report.ts';

/** Bytes that are enough to find words. */
const SAMPLE_BYTES = 64 * 1024;
const WORDS_SHOWN = 6;

/** The first words of a head that are not ASCII, as an encoding reads them, with spaces between them. */
export function foreignWords(head: Uint8Array, encoding: Encoding): string {
  const text = decoderFor(encoding).decode(toReadable(head.subarray(0, SAMPLE_BYTES), encoding));
  return [...new Set(text.match(/\P{ASCII}+/gu))].slice(0, WORDS_SHOWN).join(' ');
}
