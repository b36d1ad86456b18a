import type { Contract, Feature } from '../contract/contract.ts';
import { parseDate } from '../csv/cells/date.ts';
import { UNREADABLE } from '../csv/cells/missing.ts';
import { parseNumberText } from '../csv/cells/numberText.ts';
import type { ClientBlock } from './clientBlock.ts';

/**
 * Converts a block to what a file read for this contract would give. Blocks are stored with the column kinds of their
 * import's model; another model may treat a number column as a category, or the reverse. Returns the same block when
 * nothing differs.
 */
export function withKindsOf(contract: Contract, block: ClientBlock): ClientBlock {
  const columns = new Map(block.features.map((name, column) => [name, column]));
  const others = contract.features.flatMap((feature) => {
    const column = columns.get(feature.name);
    if (column === undefined) return [];
    return (block.dictionaries[column] !== null) === (feature.kind === 'category') ? [] : [{ feature, column }];
  });
  if (others.length === 0) return block;
  const values = block.values.slice();
  const dictionaries = [...block.dictionaries];
  const width = block.features.length;
  for (const { feature, column } of others) {
    const own = dictionaries[column] ?? null;
    const cells = Float64Array.from({ length: block.rows }, (_, row) => values[row * width + column] ?? Number.NaN);
    const { changed, dictionary } = own ? toNumbers(cells, own, feature) : toTexts(cells);
    changed.forEach((value, row) => {
      values[row * width + column] = value;
    });
    dictionaries[column] = dictionary;
  }
  return { ...block, values, dictionaries };
}

type Column = { changed: Float64Array; dictionary: string[] | null };

function toNumbers(cells: Float64Array, texts: readonly string[], { kind }: Feature): Column {
  const parse = kind === 'date' ? parseDate : parseNumberText;
  const numbers = texts.map((text) => {
    const number = parse(text);
    return number === UNREADABLE ? Number.NaN : number;
  });
  return { changed: cells.map((position) => numbers[position] ?? Number.NaN), dictionary: null };
}

function toTexts(cells: Float64Array): Column {
  const positions = new Map<number, number>();
  const changed = cells.map((number) => {
    if (Number.isNaN(number)) return number;
    const position = positions.get(number) ?? positions.size;
    positions.set(number, position);
    return position;
  });
  return { changed, dictionary: [...positions.keys()].map(String) };
}
