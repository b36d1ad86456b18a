import { withKindsOf } from '../clients/blockKinds.ts';
import { type ClientBlock, encodeBlock } from '../clients/clientBlock.ts';
import { seenValue } from '../clients/modelInput.ts';
import type { Contract } from '../contract/contract.ts';
import { at } from '../machine/at.ts';
import { FNV_START, hashText } from '../machine/hashText.ts';
import { type FeatureValue, holds, type Product } from './offers.ts';

/** Number of 32-bit words with a bit for each product: product `p` is bit `p % 32` of word `p / 32`. */
export function eligibilityWords(products: readonly Product[]): number {
  return Math.max(1, Math.ceil(products.length / 32));
}

/**
 * For each row, the products whose rules hold, as in `recommend`. Conditions on income and segment are not checked,
 * since both can change without the row.
 * @param contract of the model by which the client's values are shown; null = as stored
 * @returns rows × `eligibilityWords`, row-major
 */
export function eligibilityOf(
  block: ClientBlock,
  contract: Contract | null,
  products: readonly Product[],
): Uint32Array<ArrayBuffer> {
  const words = eligibilityWords(products);
  const eligibility = new Uint32Array(block.rows * words);
  const readerOf = readersOf(block, contract, mentionedBy(products));
  products.forEach(({ rules }, product) => {
    const eligible = new Uint8Array(block.rows).fill(1);
    for (const rule of rules) {
      const read = readerOf(rule.feature);
      for (let row = 0; row < eligible.length; row++) {
        if (eligible[row] && !holds(rule, read(row))) eligible[row] = 0;
      }
    }
    const bit = product % 32;
    for (let row = 0, word = product >> 5; row < eligible.length; row++, word += words) {
      eligibility[word] = (eligibility[word] as number) | ((eligible[row] as number) << bit);
    }
  });
  return eligibility;
}

/** Equal for products and contracts for which `eligibilityOf` gives the same result. */
export function eligibilityKey(products: readonly Product[], contract: Contract | null): string {
  const mentioned = mentionedBy(products);
  const features = contract?.features
    .filter(({ name }) => mentioned.has(name))
    .map((feature) => [feature.name, feature.kind, feature.kind === 'category' ? feature.categories : []]);
  const text = JSON.stringify([products.map(({ rules }) => rules), features ?? null]);
  return [FNV_START, 0x9e3779b9].map((seed) => hashText(text, seed).toString(16).padStart(8, '0')).join('');
}

function mentionedBy(products: readonly Product[]): Set<string> {
  return new Set(products.flatMap(({ rules }) => rules.map(({ feature }) => feature)));
}

type Reader = (row: number) => FeatureValue;

/**
 * Reads the values of some features as users see them: features of the contract as the model saw them, others as
 * stored. A category that the model does not know is missing.
 */
function readersOf(
  block: ClientBlock,
  contract: Contract | null,
  names: ReadonlySet<string>,
): (feature: string) => Reader {
  const stored = columnsOf(block, names);
  const columns = new Map(stored.features.map((name, column) => [name, column]));
  const known = contract && { ...contract, features: contract.features.filter(({ name }) => names.has(name)) };
  const seen = known ? withKindsOf(known, stored) : stored;
  const matrix = known ? encodeBlock(seen, known).matrix : new Float32Array();
  const places = new Map(known?.features.map(({ name }, place) => [name, place]));
  return (feature) => {
    const column = columns.get(feature);
    if (column === undefined) return () => null;
    const place = places.get(feature);
    if (place === undefined) return (row) => valueAt(stored, row, column);
    const described = at(known?.features ?? [], place);
    return (row) => seenValue(described, matrix[row * places.size + place] as number, valueAt(seen, row, column));
  };
}

function valueAt({ values, features, dictionaries }: ClientBlock, row: number, column: number): FeatureValue {
  const value = values[row * features.length + column] as number;
  return Number.isNaN(value) ? null : (dictionaries[column]?.[value] ?? value);
}

/** The block reduced to some of its features. */
function columnsOf(block: ClientBlock, names: ReadonlySet<string>): ClientBlock {
  const features = [...names].filter((name) => block.features.includes(name));
  const sources = features.map((name) => block.features.lastIndexOf(name));
  const values = new Float64Array(block.rows * features.length);
  for (let row = 0, to = 0; row < block.rows; row++) {
    const from = row * block.features.length;
    for (const source of sources) values[to++] = block.values[from + source] as number;
  }
  const dictionaries = sources.map((source) => block.dictionaries[source] ?? null);
  return { rows: block.rows, ids: block.ids, names: null, dates: null, features, values, dictionaries };
}
