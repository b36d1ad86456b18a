import { type ClientBlock, type EncodedBlock, encodeBlock, valuesOfRow } from '../../src/core/clientBlock.ts';
import type { Contract } from '../../src/core/contract.ts';
import type { FeatureValue } from '../../src/core/offers.ts';

/** One client as a model's input, and as people see that input, in the order of the contract's features. */
export type Input = { matrix: EncodedBlock['matrix']; values: FeatureValue[] };

/** The input that a one-row block makes. What is missing for the model is missing here: a category that it does not know too. */
export function inputOf(block: ClientBlock, contract: Contract): Input {
  const { matrix } = encodeBlock(block, contract);
  const byColumn = new Map(valuesOfRow(block, 0).map((value, column) => [block.features[column], value]));
  const values = contract.features.map(({ name }, column) =>
    Number.isNaN(matrix[column]) ? null : (byColumn.get(name) ?? null),
  );
  return { matrix, values };
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
