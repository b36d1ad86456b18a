import { type CategoryText, categoryText } from './categoryText.ts';
import { nearCategories } from './nearCategories.ts';
import { GENDERS } from './regionWords.ts';

/** What a text means among the levels of a category. */
export type CategoryMatch = {
  /** Position of the level; NaN when no level is certainly meant. */
  code: number;
  /** Whether the text is spelled otherwise than its level. */
  isMended: boolean;
};

/** Texts whose match is remembered; a column of free text has more of them than are worth it. */
const REMEMBERED = 20_000;
const NONE: CategoryMatch = { code: Number.NaN, isMended: false };

/** Finds the level of a category that a text means: the one matcher of files, JSON, stored clients and what-if. */
export type CategoryMatcher = {
  /** The level spelled like the text, else the only level that says the same. */
  match(text: string): CategoryMatch;
  /** Levels that the text perhaps means, the likeliest first; empty when a match is certain. */
  near(text: string): string[];
};

const matchers = new WeakMap<readonly string[], CategoryMatcher>();

/** The matcher of these levels, built once per list. */
export function categoryMatcher(levels: readonly string[]): CategoryMatcher {
  const known = matchers.get(levels) ?? createMatcher(levels);
  matchers.set(levels, known);
  return known;
}

function createMatcher(levels: readonly string[]): CategoryMatcher {
  const exact = exactCodes(levels);
  const remembered = new Map<string, CategoryMatch>();
  let forms: Forms | null = null;
  const formsOfLevels = () => {
    forms ??= createForms(levels);
    return forms;
  };
  const find = (text: string): CategoryMatch => {
    const code = codeOf(categoryText(text), formsOfLevels());
    return code === undefined || code === SEVERAL ? NONE : { code, isMended: true };
  };
  const match = (text: string): CategoryMatch => {
    const code = exact.get(text);
    if (code !== undefined) return { code, isMended: false };
    const found = remembered.get(text) ?? find(text);
    if (remembered.size < REMEMBERED) remembered.set(text, found);
    return found;
  };
  return {
    match,
    near: (text) =>
      Number.isNaN(match(text).code) ? nearCategories(categoryText(text), levels, formsOfLevels().texts) : [],
  };
}

/** Cells are trimmed on reading, so a level that ends with a space also matches without it. */
function exactCodes(levels: readonly string[]): Map<string, number> {
  const codes = new Map<string, number>();
  for (const spelling of [(level: string) => level, (level: string) => level.trim()]) {
    levels.forEach((level, code) => {
      if (!codes.has(spelling(level))) codes.set(spelling(level), code);
    });
  }
  return codes;
}

/** Several levels say the same, so none of them is certain. */
const SEVERAL = -1;

type Forms = {
  texts: CategoryText[];
  byKey: Map<string, number>;
  /** By name alone: all levels, and those that do not say what kind of place they are. */
  byName: Map<string, number>;
  withoutKind: Map<string, number>;
  byGender: Map<string, number>;
  /** What stands before "ск" in a name. */
  stems: ReadonlySet<string>;
};

function createForms(levels: readonly string[]): Forms {
  const texts = levels.map(categoryText);
  const genders = texts.map(({ key }) => GENDERS.get(key));
  const areGenders = !genders.includes(undefined);
  const codesBy = (keyOf: (text: CategoryText, code: number) => string | undefined) => {
    const codes = new Map<string, number>();
    texts.forEach((text, code) => {
      const key = keyOf(text, code);
      if (key) codes.set(key, codes.has(key) ? SEVERAL : code);
    });
    return codes;
  };
  return {
    texts,
    byKey: codesBy(({ key }) => key),
    byName: codesBy(({ name }) => name),
    withoutKind: codesBy(({ key, name }) => (key === name ? name : undefined)),
    byGender: codesBy((_, code) => (areGenders ? genders[code] : undefined)),
    stems: new Set(texts.flatMap(({ name }) => [...name.matchAll(/ск/g)].map(({ index }) => name.slice(0, index)))),
  };
}

function codeOf({ key, name }: CategoryText, forms: Forms): number | undefined {
  const code = forms.byKey.get(key);
  if (code !== undefined) return code;
  const gender = GENDERS.get(key);
  if (gender !== undefined && forms.byGender.has(gender)) return forms.byGender.get(gender);
  if (key !== name) return forms.withoutKind.get(name);
  // "Алтай" alone may be the republic or "Алтайский край".
  return forms.stems.has(name) ? SEVERAL : forms.byName.get(name);
}
