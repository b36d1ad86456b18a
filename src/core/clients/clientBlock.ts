import type { Contract, Feature } from '../contract/contract.ts';
import { PROBLEM_VALUE_KEPT, PROBLEMS_KEPT, type RowProblem } from '../csv/report.ts';
import type { FeatureValue } from '../offers/offers.ts';
import { rankOf } from '../trees/rankColumns.ts';

/**
 * Some thousand clients in columns, as their file gave them: what an import reads, stores and scores. Floats stay
 * float64 and text stays text, so that another model can score the same clients later.
 */
export type ClientBlock = {
  rows: number;
  ids: string[];
  /** Display names, or null when the file has none. */
  names: (string | null)[] | null;
  /** Date of the features (`dt`), or null when the file has none. */
  dates: (string | null)[] | null;
  /**
   * Actual incomes in roubles (`target`), NaN = not known; null or absent when the file has none. Never an input of a
   * model.
   */
  actualIncomes?: Float64Array<ArrayBuffer> | null;
  /** Line of the file on which each row begins, counted from 1 with the header; present only while the file is read. */
  lines?: Uint32Array<ArrayBuffer>;
  /** Names of the features, in the order of the columns of `values`. */
  features: string[];
  /**
   * rows × features, row-major; NaN = missing. Numbers as numbers, dates as days since 1970-01-01, categories as the
   * position of their text in `dictionaries`.
   */
  values: Float64Array<ArrayBuffer>;
  /** For each feature the texts of its categories in this block; null for numbers and dates. */
  dictionaries: (string[] | null)[];
};

export type UnseenCategory = Extract<RowProblem, { kind: 'unseen-category' }>;

export type EncodedBlock = {
  /** rows × features of the contract, row-major; NaN = missing. */
  matrix: Float32Array<ArrayBuffer>;
  /** Cells with a category that the contract does not list: missing for the model. */
  unseenCategories: number;
  /** The first `PROBLEMS_KEPT` unseen categories, by row and within a row by feature. */
  unseen: UnseenCategory[];
};

/** Turns a block into the matrix that a model of this contract reads. Features that the block lacks are missing. */
export function encodeBlock(block: ClientBlock, contract: Contract): EncodedBlock {
  const sources = sourcesOf(block, contract);
  const matrix = floatsOf(block, sources);
  writeRanks(matrix, block, { sources, contract });
  const texts = contract.features.flatMap((feature, column) => {
    const dictionary = block.dictionaries[sources[column] ?? -1];
    return dictionary ? [{ feature, column, dictionary, codes: codesOf(dictionary, feature) }] : [];
  });
  const unseen: UnseenCategory[] = [];
  let unseenCategories = 0;
  for (let row = 0; row < block.rows; row++) {
    for (const { feature, column, dictionary, codes } of texts) {
      const at = row * sources.length + column;
      const position = matrix[at] as number;
      if (Number.isNaN(position)) continue;
      const code = codes[position] ?? Number.NaN;
      matrix[at] = code;
      if (!Number.isNaN(code)) continue;
      unseenCategories++;
      if (unseen.length === PROBLEMS_KEPT) continue;
      const value = (dictionary[position] ?? '').slice(0, PROBLEM_VALUE_KEPT);
      unseen.push({ kind: 'unseen-category', line: block.lines?.[row] ?? 0, column: feature.name, value });
    }
  }
  return { matrix, unseenCategories, unseen };
}

/** For each feature of the contract its column in the block, or −1. */
function sourcesOf(block: ClientBlock, contract: Contract): Int32Array {
  const columns = new Map(block.features.map((name, column) => [name, column]));
  return Int32Array.from(contract.features, ({ name }) => columns.get(name) ?? -1);
}

/** The block's values in the order of the contract; categories still as positions in the block's dictionaries. */
function floatsOf({ rows, features, values }: ClientBlock, sources: Int32Array): Float32Array<ArrayBuffer> {
  if (sources.length === features.length && sources.every((source, column) => source === column))
    return Float32Array.from(values);
  const matrix = new Float32Array(rows * sources.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * features.length;
    for (let column = 0; column < sources.length; column++) {
      const source = sources[column] as number;
      matrix[at++] = source < 0 ? Number.NaN : (values[from + source] as number);
    }
  }
  return matrix;
}

/** Replaces the values of columns that the model compares in double by their ranks. */
function writeRanks(
  matrix: Float32Array,
  { rows, features, values, dictionaries }: ClientBlock,
  { sources, contract }: { sources: Int32Array; contract: Contract },
): void {
  for (const [column, feature] of contract.features.entries()) {
    const source = sources[column] as number;
    const cuts = feature.kind === 'number' ? feature.cuts : undefined;
    if (!cuts || source < 0 || dictionaries[source]) continue;
    for (let row = 0; row < rows; row++) {
      matrix[row * sources.length + column] = rankOf(cuts, values[row * features.length + source] as number);
    }
  }
}

/** Codes by category, built once per list: a list may have thousands of categories, a block only one row. */
const codesByList = new WeakMap<readonly string[], Map<string, number>>();

/** The code of each text of a dictionary; NaN = not in the contract. */
function codesOf(dictionary: readonly string[], feature: Feature): number[] {
  if (feature.kind !== 'category') return dictionary.map(() => Number.NaN);
  let codes = codesByList.get(feature.categories);
  if (!codes) {
    // Cells are trimmed on reading, so a level that ends with a space also matches without it.
    const levels = feature.categories.map((level, code) => ({ level, code })).reverse();
    codes = new Map(levels.map(({ level, code }) => [level.trim(), code]));
    for (const { level, code } of levels) codes.set(level, code);
    codesByList.set(feature.categories, codes);
  }
  return dictionary.map((text) => codes.get(text) ?? Number.NaN);
}

/** One client's values as users see them, in the order of the block's features. */
export function valuesOfRow(block: ClientBlock, row: number): FeatureValue[] {
  return block.features.map((_, column) => {
    const value = block.values[row * block.features.length + column] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    return block.dictionaries[column]?.[value] ?? value;
  });
}
