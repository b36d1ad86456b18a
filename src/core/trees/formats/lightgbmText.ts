import { ModelFileError } from '../ensemble.ts';

/** The parts of LightGBM's text file: `key=value` lines of the head and of each tree. */
export type LightgbmText = { head: Fields; trees: readonly Fields[] };

export type Fields = ReadonlyMap<string, string>;

const END = 'end of trees';

/**
 * Splits the file into its parts. The text after the trees (importances, parameters) does not affect predictions.
 * @throws ModelFileError for other text, a file cut short, and trees that are not numbered in order.
 */
export function parseLightgbmText(text: string): LightgbmText {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== 'tree') throw new ModelFileError('LightGBM: the file does not begin with "tree"');
  const head = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  for (const line of lines.slice(1)) {
    if (line === END) return checked({ head, trees });
    if (line === '') continue;
    const at = line.indexOf('=');
    const [key, value] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    if (key === 'Tree') {
      if (value !== String(trees.length)) throw new ModelFileError(`LightGBM: tree "${value}" is out of order`);
      trees.push(new Map());
    } else {
      const fields = trees.at(-1) ?? head;
      if (fields.has(key)) throw new ModelFileError(`LightGBM: "${key}" stands twice`);
      fields.set(key, value);
    }
  }
  throw new ModelFileError(`LightGBM: the file is cut short: "${END}" is missing`);
}

/** The head has one size for each tree, so a lost tree is noticed. */
function checked(file: LightgbmText): LightgbmText {
  const sizes = takeNumbers(file.head, 'tree_sizes', { where: 'LightGBM' });
  if (sizes.length !== file.trees.length) {
    throw new ModelFileError(`LightGBM: ${sizes.length} trees are announced, ${file.trees.length} are there`);
  }
  return file;
}

/** The text of a field. */
export function take(fields: Fields, key: string, where = 'LightGBM'): string {
  const value = fields.get(key);
  if (value === undefined) throw new ModelFileError(`${where}: "${key}" is missing`);
  return value;
}

/** A list of numbers, `count` of them if given. A threshold above all numbers is written as `inf`. */
export function takeNumbers(
  fields: Fields,
  key: string,
  { where, count }: { where: string; count?: number },
): Float64Array {
  const items = take(fields, key, where).split(' ').filter(Boolean);
  if (count !== undefined && items.length !== count) {
    throw new ModelFileError(`${where}: "${key}" has ${items.length} numbers instead of ${count}`);
  }
  return Float64Array.from(items, (item) => {
    if (/^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(item)) return Number(item);
    if (item === 'inf') return Number.POSITIVE_INFINITY;
    throw new ModelFileError(`${where}: "${key}" contains ${JSON.stringify(item.slice(0, 40))}, which is no number`);
  });
}

export function takeCount(fields: Fields, key: string, where = 'LightGBM'): number {
  const text = take(fields, key, where);
  if (!/^\d{1,9}$/.test(text)) throw new ModelFileError(`${where}: ${key} ${JSON.stringify(text)} is not a count`);
  return Number(text);
}
