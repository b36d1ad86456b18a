import type { ClientBlock } from '../../clients/clientBlock.ts';
import { categoryMatcher } from '../../contract/categoryMatcher.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Doubt } from './tablePreview.ts';

type CategoryDoubt = Extract<Doubt, { kind: 'category' }>;

/** Texts asked about in one column, those of most rows. */
const MOST_PER_COLUMN = 30;

/**
 * The texts of a table that are no category of the model but resemble some, those of most rows first.
 * @param blocks with the contract's features in its order
 * @param columns position of each feature's column in the file
 */
export function categoryDoubts(
  blocks: readonly ClientBlock[],
  contract: Contract,
  columns: readonly number[],
): CategoryDoubt[] {
  return contract.features.flatMap((feature, position): CategoryDoubt[] => {
    const column = columns[position] ?? -1;
    if (feature.kind !== 'category' || column < 0) return [];
    const { match, near } = categoryMatcher(feature.categories);
    return [...rowsByText(blocks, position)]
      .filter(([text]) => Number.isNaN(match(text).code))
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_PER_COLUMN)
      .map(([text, rows]): CategoryDoubt => ({ kind: 'category', column, text, rows, candidates: near(text) }))
      .filter(({ candidates }) => candidates.length > 0);
  });
}

function rowsByText(blocks: readonly ClientBlock[], feature: number): Map<string, number> {
  const rowsOf = new Map<string, number>();
  for (const { rows, features, values, dictionaries } of blocks) {
    const dictionary = dictionaries[feature];
    for (let row = 0; dictionary && row < rows; row++) {
      const text = dictionary[values[row * features.length + feature] ?? -1];
      if (text !== undefined) rowsOf.set(text, (rowsOf.get(text) ?? 0) + 1);
    }
  }
  return rowsOf;
}
