import { MODEL_NAME } from '../../../src/core/contract/contract.ts';

/** Name of a model that has none yet. */
export const UNNAMED = 'model';

/** The length that fits a list. */
const LONGEST = 40;

/** Small Cyrillic letters from а to я, and ё, in Latin letters. */
const LATIN = 'a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya'
  .split(' ')
  .map((text) => text.replace('-', ''));

export function isModelName(name: string): boolean {
  return name.length <= LONGEST && MODEL_NAME.test(name);
}

/** The nearest valid name for a text: Latin letters, digits and hyphens. */
export function toModelName(text: string): string {
  const latin = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[а-я]/g, (letter) => LATIN[letter.charCodeAt(0) - 0x430] ?? '');
  const name = latin.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return name.slice(0, 30).replace(/-+$/, '') || UNNAMED;
}

/** The name, or the first of `name-2`, `name-3`, … that no model has. */
export function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((model) => model.name));
  const start = name.slice(0, LONGEST);
  for (let number = 2, free = start; ; number++) {
    if (!names.has(free)) return free;
    free = `${start.slice(0, LONGEST - 5)}-${number}`;
  }
}
