import { type Fields, take } from './lightgbmText.ts';
import type { TreeFile } from './treeFile.ts';

/** The texts of categories, in the order of their codes, as pandas had them: a line behind the trees. */
const CATEGORIES = /^pandas_categorical:(\[.*\])\r?$/m;

/**
 * The kinds that the file says: LightGBM lists the codes of a category (`0:1:2`) where it gives the range of a number
 * (`[0:9]`), and the texts of all categories in one list. Absent when it says nothing certain.
 */
export function lightgbmKinds(text: string, head: Fields): Pick<TreeFile, 'kinds'> {
  const infos = head.has('feature_infos') ? take(head, 'feature_infos').split(' ') : [];
  const isCategory = infos.map((info) => info !== 'none' && !info.startsWith('['));
  const lists = categoriesIn(text);
  if (lists.length === 0 || lists.length !== isCategory.filter(Boolean).length) return {};
  let list = 0;
  return { kinds: isCategory.map((isOne) => (isOne ? { kind: 'category', categories: lists[list++] ?? [] } : null)) };
}

function categoriesIn(text: string): string[][] {
  const [, json = '[]'] = CATEGORIES.exec(text) ?? [];
  try {
    const raw: unknown = JSON.parse(json);
    if (Array.isArray(raw) && raw.every(isListOfLevels)) return raw.map((levels) => levels.map(String));
  } catch {
    // Not the list that pandas writes: the file says nothing.
  }
  return [];
}

function isListOfLevels(raw: unknown): raw is (string | number | boolean)[] {
  if (!Array.isArray(raw) || new Set(raw.map(String)).size !== raw.length) return false;
  return raw.every((level) => ['string', 'number', 'boolean'].includes(typeof level));
}
