import { withoutInvisible } from '../visibleText.ts';
import { ABBREVIATIONS, PLACE_KINDS, SECOND_NAMES } from './regionWords.ts';

/** What a category's text says, whoever wrote it. Two texts with the same `key` mean the same. */
export type CategoryText = {
  key: string;
  /** The key without words such as "область" and "город"; the same when there are none. */
  name: string;
  /** The words in the order of the text. */
  words: string[];
};

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/;
/** Longer numbers lose digits. */
const MOST_DIGITS = 15;
/** Words, whole numbers, and every other sign on its own. */
const TOKENS = /[\p{L}\p{M}]+|\d+|[^\s\p{L}\p{M}\d]/gu;
const LETTERS = /^[\p{L}\p{M}]/u;
const DIGITS = /^\d/;
/** A dash that is a minus; unlike a dash between words it always counts. */
const MINUS = '\u2212';
/** Signs that matter only between two numbers, as in `24,77` or `18-25`. */
const SEPARATORS: ReadonlySet<string> = new Set(['-', '.', ',', ';', ':', '/', '\\', '(', ')', '[', ']', '_']);

/**
 * The normal form of a category: case, ё, spaces, dashes, quotes, brackets, abbreviations, second names of regions and
 * the order of words do not count; a whole number is its value.
 */
export function categoryText(text: string): CategoryText {
  const plain = plainText(text);
  const number = numberKey(plain);
  if (number !== null) return { key: number, name: number, words: [number] };
  const words = wordsOf(plain);
  const isWords = words.every((word) => LETTERS.test(word));
  const keyOf = (some: readonly string[]) => (isWords ? [...some].sort() : some).join(' ');
  const key = keyOf(words);
  const name = keyOf(words.filter((word) => !PLACE_KINDS.has(word)));
  return { key, name: name === '' ? key : name, words };
}

function plainText(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/["'`«»“”„‘’]/g, '')
    .trim();
}

/** The key of a whole number, written with zeros before it or behind its decimal sign; null for any other text. */
function numberKey(text: string): string | null {
  if (!NUMBER.test(text) || text.length > MOST_DIGITS) return null;
  const value = Number(text.replace(',', '.'));
  return Number.isInteger(value) ? `#${value}` : null;
}

function wordsOf(plain: string): string[] {
  const text = plain
    .replace(/(?<=^|[\s(])-(?=\d)/g, MINUS)
    .replace(/(?<!\p{L})р-н(?!\p{L})/gu, 'район')
    .replace(/(?<!\p{L})а\. ?о(?!\p{L})/gu, 'ао')
    .replace(/(?<!\p{L})с\.?[ -]{0,2}петербург/gu, 'санкт петербург');
  const words: string[] = [];
  const tokens: string[] = text.match(TOKENS) ?? [];
  tokens.forEach((token, at) => {
    if (LETTERS.test(token)) {
      for (const word of fullWords(oneAlphabet(token))) add(words, word);
    } else if (DIGITS.test(token)) words.push(token.replace(/^0+(?=\d)/, ''));
    else if (!SEPARATORS.has(token) || isBetweenNumbers(tokens, at)) words.push(token);
  });
  return words;
}

/** A word counts once: "Республика Татарстан (Татарстан)". An autonomous region is called `ао`. */
function add(words: string[], word: string): void {
  const isAutonomous = (word === 'область' || word === 'округ') && /^автономн(?:ый|ая)$/.test(words.at(-1) ?? '');
  if (isAutonomous) words.pop();
  const full = isAutonomous ? 'ао' : word;
  if (!words.includes(full)) words.push(full);
}

function fullWords(word: string): string[] {
  const full = ABBREVIATIONS.get(word) ?? word;
  return (SECOND_NAMES.get(full) ?? full).split(' ');
}

function isBetweenNumbers(tokens: readonly string[], at: number): boolean {
  return DIGITS.test(tokens[at - 1] ?? '') && DIGITS.test(tokens[at + 1] ?? '');
}

const LATIN = 'aceopxykmtbhi';
const CYRILLIC = 'асеорхукмтвні';

/** A word with letters of both alphabets, which look alike, in one of them. */
export function oneAlphabet(word: string): string {
  if (!/[a-z]/.test(word) || !/[а-яі]/.test(word)) return word;
  const replaced = (from: string, to: string) => word.replace(/./gu, (letter) => to[from.indexOf(letter)] ?? letter);
  const cyrillic = replaced(LATIN, CYRILLIC);
  if (!/[a-z]/.test(cyrillic)) return cyrillic;
  const latin = replaced(CYRILLIC, LATIN);
  return /[а-яі]/.test(latin) ? word : latin;
}
