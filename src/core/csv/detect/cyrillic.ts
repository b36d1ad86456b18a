import type { Encoding } from '../report.ts';

type Cyrillic = Extract<Encoding, 'windows-1251' | 'ibm866' | 'koi8-r'>;

const ENCODINGS: readonly Cyrillic[] = ['windows-1251', 'ibm866', 'koi8-r'];

/** Most files without UTF-8 come from Windows: so much more probable is it before any letter, as a logarithm. */
const FROM_WINDOWS = 3;

/**
 * Letters per thousand of Russian text, а to я without ё (Lyashevskaya and Sharov 2009, frequency dictionary of modern
 * Russian).
 */
const PER_THOUSAND = [
  80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 15, 7, 4, 1, 19, 17, 3, 6,
  20,
];
const FIRST_LETTER = 0x430;
const YO = 'ё';
const YO_PER_THOUSAND = 5;

/** Log probability of a byte beyond ASCII that is no Russian letter: a dash, a sign, a hard space. */
const SIGN = Math.log(0.004);
/** Log probability of a letter's case: small inside a word as a rule, and then no capital follows. */
const AS_USUAL = Math.log(0.9);
const UNUSUAL = Math.log(0.02);

/** An encoding is clear when its text is so much more probable than any other's, e^CLEAR times. */
const CLEAR = 4;

/** Bytes looked at are beyond ASCII; so many decide. */
const MOST_BYTES = 20_000;

/**
 * The encoding in which a text's bytes are the most probable Russian, by the frequency of letters and the pattern of
 * capitals.
 * @returns `candidates`: all encodings that are about as probable as the best one; empty when it is clear
 */
export function rankCyrillic(bytes: Uint8Array): { best: Cyrillic; candidates: Cyrillic[] } {
  const words = wordsOf(bytes);
  const scores = ENCODINGS.map((encoding) => ({ encoding, score: scoreOf(words, encoding) }));
  const [first, ...others] = scores.sort((a, b) => b.score - a.score);
  const best = first?.encoding ?? 'windows-1251';
  const close = words.length === 0 ? [] : others.filter(({ score }) => (first?.score ?? 0) - score < CLEAR);
  return { best, candidates: close.length === 0 ? [] : [best, ...close.map(({ encoding }) => encoding)] };
}

/** Runs of two bytes or more beyond ASCII. A single one may well be a sign between digits. */
function wordsOf(bytes: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  let taken = 0;
  for (let at = 0; at < bytes.length && taken < MOST_BYTES; at++) {
    if ((bytes[at] as number) < 0x80) continue;
    const start = at;
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at++;
    if (at - start < 2) continue;
    words.push(bytes.subarray(start, at));
    taken += at - start;
  }
  return words;
}

/** Log probability of the words. */
function scoreOf(words: readonly Uint8Array[], encoding: Cyrillic): number {
  const letters = lettersOf(encoding);
  let score = encoding === 'windows-1251' ? FROM_WINDOWS : 0;
  for (const word of words) {
    let before: Letter | null = null;
    for (const byte of word) {
      const letter = letters[byte - 0x80] ?? null;
      score += letter ? letter.score + caseScore(letter, before) : SIGN;
      before = letter;
    }
  }
  return score;
}

function caseScore({ isCapital }: Letter, before: Letter | null): number {
  if (before === null) return 0;
  return isCapital && !before.isCapital ? UNUSUAL : AS_USUAL;
}

type Letter = { score: number; isCapital: boolean };

/** The Russian letter of each byte from 0x80 on; null for other characters. */
function lettersOf(encoding: Cyrillic): (Letter | null)[] {
  const decoder = new TextDecoder(encoding);
  return Array.from({ length: 128 }, (_, at) => {
    const text = decoder.decode(Uint8Array.of(0x80 + at));
    const small = text.toLowerCase();
    const frequency = small === YO ? YO_PER_THOUSAND : PER_THOUSAND[small.charCodeAt(0) - FIRST_LETTER];
    return frequency === undefined ? null : { score: Math.log(frequency / 1000), isCapital: small !== text };
  });
}
