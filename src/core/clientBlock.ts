import type { Contract } from './contract.ts';
import type { FeatureValue } from './offers.ts';

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

export type EncodedBlock = {
  /** rows × features of the contract, row-major; NaN = missing. */
  matrix: Float32Array<ArrayBuffer>;
  /** Cells with a category that the contract does not list: missing for the model. */
  unseenCategories: number;
};

/** Turns a block into the matrix that a model of this contract reads. Features that the block lacks are missing. */
export function encodeBlock(block: ClientBlock, contract: Contract): EncodedBlock {
  const width = contract.features.length;
  const matrix = new Float32Array(block.rows * width);
  let unseenCategories = 0;
  contract.features.forEach((feature, column) => {
    const source = block.features.indexOf(feature.name);
    const codes = feature.kind === 'category' ? codesOf(block.dictionaries[source] ?? [], feature.categories) : null;
    for (let row = 0; row < block.rows; row++) {
      const value = source < 0 ? Number.NaN : (block.values[row * block.features.length + source] ?? Number.NaN);
      const encoded = codes === null || Number.isNaN(value) ? value : (codes[value] ?? Number.NaN);
      if (Number.isNaN(encoded) && !Number.isNaN(value)) unseenCategories++;
      matrix[row * width + column] = encoded;
    }
  });
  return { matrix, unseenCategories };
}

function codesOf(dictionary: readonly string[], categories: readonly string[]): number[] {
  const codes = new Map(categories.map((category, code) => [category, code]));
  return dictionary.map((text) => codes.get(text) ?? Number.NaN);
}

/** One client's values as people see them, in the order of the block's features. */
export function valuesOfRow(block: ClientBlock, row: number): FeatureValue[] {
  return block.features.map((_, column) => {
    const value = block.values[row * block.features.length + column] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    return block.dictionaries[column]?.[value] ?? value;
  });
}
