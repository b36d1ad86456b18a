import type { CategoryText } from './categoryText.ts';
import { PLACE_KINDS } from './regionWords.ts';

const MOST_CANDIDATES = 3;
/** Shorter words are alike by accident. */
const SHORTEST_WORD = 4;
/** With more levels only whole words are compared, not letters. */
const MOST_LEVELS_BY_LETTER = 5_000;

/**
 * Levels that a text may mean, the likeliest first: spelled almost alike, with the same words, or abbreviated.
 * Numbers are never compared so.
 */
export function nearCategories(
  text: CategoryText,
  levels: readonly string[],
  texts: readonly CategoryText[],
): string[] {
  if (text.key === '' || text.key.startsWith('#'))
    return levels.filter((_, code) => texts[code]?.key === text.key).slice(0, MOST_CANDIDATES);
  const byLetter = levels.length <= MOST_LEVELS_BY_LETTER;
  return texts
    .map((level, code) => ({ level: levels[code] ?? '', likeness: likenessOf(text, level, byLetter) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_CANDIDATES)
    .map(({ level }) => level);
}

/** 0…1; 0 = not alike. */
function likenessOf(text: CategoryText, level: CategoryText, byLetter: boolean): number {
  if (text.key === level.key || text.name === level.name) return 1;
  const kinds = kindsOf(text);
  const other = kindsOf(level);
  if (kinds.length > 0 && other.length > 0 && !kinds.some((kind) => other.includes(kind))) return 0;
  return Math.max(
    shareOfWords(text, level),
    isAbbreviated(text, level) ? 0.9 : 0,
    byLetter ? letterLikeness(text, level) : 0,
  );
}

function kindsOf({ words }: CategoryText): string[] {
  return words.filter((word) => PLACE_KINDS.has(word));
}

function namesOf({ words }: CategoryText): string[] {
  return words.filter((word) => !PLACE_KINDS.has(word));
}

/** The share of common words among all, from a half on. */
function shareOfWords(text: CategoryText, level: CategoryText): number {
  const own = namesOf(text);
  const others = namesOf(level);
  const common = own.filter((word) => word.length >= SHORTEST_WORD && others.includes(word)).length;
  const share = common / (own.length + others.length - common);
  return share >= 0.5 ? share : 0;
}

/** Whether each word begins a word of the level, in order: "Н. Новгород" for "Нижний Новгород". */
function isAbbreviated(text: CategoryText, level: CategoryText): boolean {
  const own = namesOf(text);
  const others = namesOf(level);
  return (
    own.length === others.length && own.every((word, at) => /^\p{L}/u.test(word) && (others[at] ?? '').startsWith(word))
  );
}

function letterLikeness(text: CategoryText, level: CategoryText): number {
  const one = namesOf(text).join(' ');
  const other = namesOf(level).join(' ');
  if (/\d/.test(one) || /\d/.test(other)) return 0;
  const longest = Math.max(one.length, other.length);
  const most = Math.min(3, Math.floor(longest / 4));
  if (Math.abs(one.length - other.length) > most) return 0;
  const distance = editDistance(one, other);
  return distance <= most ? 1 - distance / longest : 0;
}

/** Letters to insert, remove, replace or swap with their neighbour to make one text of the other. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      const replaced = (last[at - 1] as number) + (isSame ? 0 : 1);
      next[at] = Math.min(replaced, (last[at] as number) + 1, (next[at - 1] as number) + 1);
      const isSwap = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isSwap) next[at] = Math.min(next[at] as number, (beforeLast[at - 2] as number) + 1);
    }
    beforeLast = last;
    last = next;
  }
  return last[other.length] as number;
}
