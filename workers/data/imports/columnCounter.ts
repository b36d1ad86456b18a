import { type ClientBlock, matchCategories } from '../../../src/core/clients/clientBlock.ts';
import type { CategoryMatch } from '../../../src/core/contract/categoryMatcher.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { PROBLEM_VALUE_KEPT } from '../../../src/core/csv/report.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { ColumnReport } from './imports.api.ts';

/* `add` is hot: it sees every cell of a file, so it casts where an index is known to be there. */

/** Counts, feature by feature, what an import finds in its blocks. */
export type ColumnCounter = {
  add(block: ClientBlock): void;
  /**
   * @param columns the name of each feature's column in the file
   * @param unreadable cells of each feature that could not be read; they are missing in the blocks
   */
  report(columns: readonly (string | null)[], unreadable: ArrayLike<number>): ColumnReport[];
};

/** `place`: position of the column's feature in the contract. */
type TextColumn = { column: number; place: number; dictionary: readonly string[] };

/**
 * Values beyond a limit by this share are still in range: the contract's figures are rounded, and its model saw
 * float32.
 */
const TOLERANCE = 1e-6;

/** For blocks with features of the contract, all in the same order. A feature without a column is missing. */
export function createColumnCounter({ features }: Contract): ColumnCounter {
  const positions = new Map(features.map(({ name }, feature) => [name, feature]));
  const lowest = Float64Array.from(features, (feature) => limitOf(feature, 0, -1));
  const highest = Float64Array.from(features, (feature) => limitOf(feature, 10, 1));
  const missing = new Float64Array(features.length);
  const outOfRange = new Float64Array(features.length);
  const unseen = new Float64Array(features.length);
  const mended = new Float64Array(features.length);
  const examples = features.map((): NonNullable<ColumnReport['mendedExample']> | null => null);
  let rows = 0;

  function countCategories(block: ClientBlock, { column, place, dictionary }: TextColumn): void {
    const feature = at(features, place);
    const width = block.features.length;
    const matches = matchCategories(dictionary, feature);
    const isExact = ({ code, isMended }: CategoryMatch) => !Number.isNaN(code) && !isMended;
    if (matches.every(isExact)) return;
    for (let row = 0; row < block.rows; row++) {
      const position = block.values[row * width + column] as number;
      const match = matches[position];
      if (!match) continue;
      if (Number.isNaN(match.code)) (unseen[place] as number)++;
      if (!match.isMended || feature.kind !== 'category') continue;
      (mended[place] as number)++;
      examples[place] ??= {
        value: at(dictionary, position).slice(0, PROBLEM_VALUE_KEPT),
        category: at(feature.categories, match.code),
      };
    }
  }

  return {
    add(block) {
      const { values } = block;
      rows += block.rows;
      const places = Int32Array.from(block.features, (name) => positions.get(name) as number);
      for (let row = 0, at = 0; row < block.rows; row++) {
        for (let column = 0; column < places.length; column++, at++) {
          const value = values[at] as number;
          const feature = places[column] as number;
          if (value >= (lowest[feature] as number) && value <= (highest[feature] as number)) continue;
          if (!Number.isNaN(value)) (outOfRange[feature] as number)++;
          else (missing[feature] as number)++;
        }
      }
      for (const [column, dictionary] of block.dictionaries.entries()) {
        if (dictionary) countCategories(block, { column, place: places[column] as number, dictionary });
      }
    },
    report: (columns, unreadable) =>
      features.map(({ name, missingShare }, feature) => ({
        feature: name,
        column: at(columns, feature),
        missingShare: shareOf(
          at(columns, feature) === null ? rows : at(missing, feature) - at(unreadable, feature),
          rows,
        ),
        trainingMissingShare: missingShare,
        unreadable: at(unreadable, feature),
        outOfRange: at(outOfRange, feature),
        unseenCategories: at(unseen, feature),
        mendedCategories: at(mended, feature),
        mendedExample: at(examples, feature),
      })),
  };
}

function shareOf(count: number, rows: number): number {
  return rows === 0 ? 0 : count / rows;
}

/** A category has no limits: its values are positions in a dictionary. */
function limitOf(feature: Feature, decile: 0 | 10, side: -1 | 1): number {
  const limit = feature.kind === 'category' ? undefined : feature.deciles?.[decile];
  return limit === undefined ? side * Number.POSITIVE_INFINITY : limit + side * Math.abs(limit) * TOLERANCE;
}
