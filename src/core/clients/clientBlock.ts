import { type CategoryMatch, categoryMatcher } from '../contract/categoryMatcher.ts';
import type { Contract, Feature } from '../contract/contract.ts';
import { PROBLEM_VALUE_KEPT, PROBLEMS_KEPT, type RowProblem } from '../csv/report.ts';
import { at } from '../machine/at.ts';
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
  /** The texts that are spelled otherwise than the category that they mean. */
  mended: MendedCategory[];
};

/** A text of `rows` rows that is read as a category of the contract, which spells it otherwise. */
export type MendedCategory = { column: string; value: string; category: string; rows: number };

type TextColumn = {
  feature: Feature;
  /** Its column in the matrix. */
  column: number;
  dictionary: string[];
  /** By position in the dictionary. */
  matches: CategoryMatch[];
  /** Number of rows by position in the dictionary; null when no text is mended. */
  rows: Uint32Array | null;
};

/** Turns a block into the matrix that a model of this contract reads. Features that the block lacks are missing. */
export function encodeBlock(block: ClientBlock, contract: Contract): EncodedBlock {
  const sources = sourcesOf(block, contract);
  const matrix = floatsOf(block, sources);
  writeRanks(matrix, block, { sources, contract });
  const texts = contract.features.flatMap((feature, column): TextColumn[] => {
    const dictionary = block.dictionaries[sources[column] ?? -1];
    if (!dictionary) return [];
    const matches = matchCategories(dictionary, feature);
    const rows = matches.some(({ isMended }) => isMended) ? new Uint32Array(dictionary.length) : null;
    return [{ feature, column, dictionary, matches, rows }];
  });
  const unseen: UnseenCategory[] = [];
  let unseenCategories = 0;
  for (let row = 0; row < block.rows; row++) {
    for (const { feature, column, dictionary, matches, rows } of texts) {
      const cell = row * sources.length + column;
      const position = matrix[cell] as number;
      if (Number.isNaN(position)) continue;
      const code = matches[position]?.code ?? Number.NaN;
      matrix[cell] = code;
      if (rows) (rows[position] as number)++;
      if (!Number.isNaN(code)) continue;
      unseenCategories++;
      if (unseen.length === PROBLEMS_KEPT) continue;
      const value = (dictionary[position] ?? '').slice(0, PROBLEM_VALUE_KEPT);
      unseen.push({ kind: 'unseen-category', line: block.lines?.[row] ?? 0, column: feature.name, value });
    }
  }
  return { matrix, unseenCategories, unseen, mended: texts.flatMap(mendedIn) };
}

function mendedIn({ feature, dictionary, matches, rows }: TextColumn): MendedCategory[] {
  if (!rows || feature.kind !== 'category') return [];
  return matches.flatMap(({ code, isMended }, position) =>
    isMended
      ? [
          {
            column: feature.name,
            value: at(dictionary, position),
            category: at(feature.categories, code),
            rows: at(rows, position),
          },
        ]
      : [],
  );
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
  const matrix = new Float32Array(rows * sources.length).fill(Number.NaN);
  sources.forEach((source, column) => {
    if (source < 0) return;
    for (let row = 0; row < rows; row++)
      matrix[row * sources.length + column] = values[row * features.length + source] as number;
  });
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

const UNSEEN: CategoryMatch = { code: Number.NaN, isMended: false };

/** The category that each text of a dictionary means for a feature. */
export function matchCategories(dictionary: readonly string[], feature: Feature): CategoryMatch[] {
  if (feature.kind !== 'category') return dictionary.map(() => UNSEEN);
  const { match } = categoryMatcher(feature.categories);
  return dictionary.map(match);
}

/** One client's values as users see them, in the order of the block's features. */
export function valuesOfRow(block: ClientBlock, row: number): FeatureValue[] {
  return block.features.map((_, column) => {
    const value = block.values[row * block.features.length + column] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    return block.dictionaries[column]?.[value] ?? value;
  });
}
