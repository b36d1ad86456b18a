import type { Contract, Feature } from '../contract/contract.ts';
import { at } from '../machine/at.ts';
import type { FeatureValue } from '../offers/offers.ts';
import { withKindsOf } from './blockKinds.ts';
import { type ClientBlock, type EncodedBlock, encodeBlock, valuesOfRow } from './clientBlock.ts';

/** One client as a model's input, and the same values as users see them, in the order of the contract's features. */
export type Input = { matrix: EncodedBlock['matrix']; values: FeatureValue[] };

/** Encodes a stored block for a model, which may differ from the model of the block's import. */
export function encodeStored(stored: ClientBlock, contract: Contract): EncodedBlock {
  return encodeBlock(withKindsOf(contract, stored), contract);
}

/** Some rows of a block as a new block. */
export function rowsOfBlock(block: ClientBlock, rows: readonly number[]): ClientBlock {
  const { ids, features, values } = block;
  const width = features.length;
  const kept = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    kept.set(values.subarray(row * width, (row + 1) * width), place * width);
  });
  const chosen = rows.map((row) => at(ids, row));
  return { ...block, rows: rows.length, ids: chosen, names: null, dates: null, values: kept };
}

/**
 * A block's values as numbers that users recognise, row by row: the stored number; a category's code; NaN for missing.
 * Hot: index accesses are cast.
 * @param matrix the block as the model sees it
 */
export function numbersOf(
  stored: ClientBlock,
  contract: Contract,
  matrix: Float32Array,
): (row: number) => Float64Array {
  const { features, values } = withKindsOf(contract, stored);
  const columns = new Map(features.map((name, column) => [name, column]));
  // The stored number of a category is a position in a dictionary, so its code comes from the matrix.
  const sources = contract.features.map(({ name, kind }) => (kind === 'category' ? -1 : (columns.get(name) ?? -1)));
  const width = sources.length;
  return (row) =>
    Float64Array.from(sources, (column, feature) => {
      const seen = matrix[row * width + feature] as number;
      return Number.isNaN(seen) || column < 0 ? seen : (values[row * features.length + column] as number);
    });
}

/**
 * The model's input from a one-row block. Categories are those of the model, however the file spells them; one that the
 * model does not know is missing, as it is for the model.
 */
export function inputOf(stored: ClientBlock, contract: Contract): Input {
  const block = withKindsOf(contract, stored);
  const { matrix } = encodeBlock(block, contract);
  const byColumn = new Map(valuesOfRow(block, 0).map((value, column) => [block.features[column], value]));
  const values = contract.features.map((feature, column) =>
    seenValue(feature, matrix[column] ?? Number.NaN, byColumn.get(feature.name) ?? null),
  );
  return { matrix, values };
}

/**
 * A value as the model saw it.
 * @param seen the model's input
 * @param stored the value as the file gave it
 */
export function seenValue(feature: Feature, seen: number, stored: FeatureValue): FeatureValue {
  if (Number.isNaN(seen)) return null;
  return feature.kind === 'category' ? at(feature.categories, seen) : stored;
}

/** A one-row block of these values. */
export function blockOf(values: readonly FeatureValue[], contract: Contract): ClientBlock {
  return {
    rows: 1,
    ids: [''],
    names: null,
    dates: null,
    features: contract.features.map(({ name }) => name),
    values: Float64Array.from(values, (value) => (typeof value === 'string' ? 0 : (value ?? Number.NaN))),
    dictionaries: contract.features.map(({ kind }, column) => (kind === 'category' ? [String(values[column])] : null)),
  };
}

/** The values by column name. */
export function byName(values: readonly FeatureValue[], contract: Contract): Record<string, FeatureValue> {
  return Object.fromEntries(contract.features.map(({ name }, column) => [name, values[column] ?? null]));
}

/**
 * All known values of a one-row block's client, by column name: the contract's features as the model saw them, and the
 * columns that the model does not use.
 */
export function knownValues(block: ClientBlock, contract: Contract | null): Record<string, FeatureValue> {
  const values = valuesOfRow(block, 0);
  const stored = Object.fromEntries(block.features.map((name, column) => [name, values[column] ?? null]));
  return contract ? { ...stored, ...byName(inputOf(block, contract).values, contract) } : stored;
}
