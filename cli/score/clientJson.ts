import { type ClientBlock, encodeBlock, valuesOfRow } from '../../src/core/clients/clientBlock.ts';
import type { Contract, Feature } from '../../src/core/contract/contract.ts';
import { parseDate } from '../../src/core/csv/cells/date.ts';
import { isMissing, UNREADABLE } from '../../src/core/csv/cells/missing.ts';
import { parseFlagWord, parseNumberText } from '../../src/core/csv/cells/numberText.ts';
import { matchColumns, type UnusedReason } from '../../src/core/csv/detect/matchColumns.ts';
import type { FeatureValue } from '../../src/core/offers/offers.ts';
import { EXIT, Refusal } from './io.ts';
import { listText, namesNotes, quoted } from './words.ts';

/** One client, as the model reads it and as users see it, both in the order of the contract's features. */
export type JsonClient = {
  id: string | null;
  matrix: Float32Array;
  /** Null where the model sees a missing value, also for an unknown category. */
  values: FeatureValue[];
  /** Sentences about keys and values that were not used as given. */
  notes: string[];
};

/**
 * Reads one client from a JSON object. Keys match features as CSV columns do, and values are parsed like CSV cells, so
 * both inputs give the same forecast.
 * @throws Refusal when the text is not one JSON object, or no key is a feature
 */
export function readClientJson(text: string, contract: Contract): JsonClient {
  const entries = readEntries(text);
  const keys = entries.map(([key]) => key);
  const columns = matchColumns(keys, contract);
  if (columns.features.every((column) => column < 0))
    throw new Refusal(EXIT.file, `No key is a feature of the model. Keys found: ${listText(keys)}`);
  const { block, unreadable } = toBlock(
    columns.features.map((column) => entries[column]?.[1] ?? null),
    contract,
  );
  const { matrix, unseen } = encodeBlock(block, contract);
  const id = entries[columns.id]?.[1] ?? null;
  const keysFor = (reason: UnusedReason) => keys.filter((_, column) => columns.reasons[column] === reason);
  const answer = keys.filter((_, column) => column === columns.actual);
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : null,
    matrix,
    values: valuesOfRow(block, 0).map((value, feature) => (Number.isNaN(matrix[feature]) ? null : value)),
    notes: [
      ...namesNotes([
        ['Keys that the model does not use', keysFor('unknown')],
        ['Keys that stand more than once, the first one counts', keysFor('duplicate')],
        ['Left out, they are the answer', [...answer, ...keysFor('weight')]],
      ]),
      ...unreadable.map((name) => `${quoted(name)} cannot be read and counts as missing`),
      ...unseen.map(({ column, value }) => `${quoted(column)}: the model does not know the category ${quoted(value)}`),
    ],
  };
}

function readEntries(text: string): [string, unknown][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(EXIT.file, 'The client is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(EXIT.file, 'The client is not one JSON object.');
  return Object.entries(value);
}

function toBlock(given: readonly unknown[], contract: Contract): { block: ClientBlock; unreadable: string[] } {
  const parsed = contract.features.map((feature, at) => parseValue(given[at] ?? null, feature));
  const block = {
    rows: 1,
    ids: [''],
    names: null,
    dates: null,
    features: contract.features.map(({ name }) => name),
    values: Float64Array.from(parsed, (value) => {
      if (typeof value === 'string') return 0;
      return value === UNREADABLE ? Number.NaN : value;
    }),
    dictionaries: contract.features.map(({ kind }, at) => (kind === 'category' ? [String(parsed[at])] : null)),
  };
  const unreadable = contract.features.filter((_, at) => parsed[at] === UNREADABLE).map(({ name }) => name);
  return { block, unreadable };
}

/** A number, the text of a category, NaN for missing, or `UNREADABLE`. */
function parseValue(value: unknown, feature: Feature): number | string {
  if (value === null) return Number.NaN;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return UNREADABLE;
  const text = String(value).trim();
  if (isMissing(text)) return Number.NaN;
  if (feature.kind === 'category') return text;
  if (feature.kind === 'date') return parseDate(text);
  const number = parseNumberText(text);
  return number === UNREADABLE && feature.unit === 'flag' ? parseFlagWord(text) : number;
}
