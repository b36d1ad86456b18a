import type { ClientBlock, EncodedBlock, MendedCategory } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import { PROBLEMS_KEPT } from '../../src/core/csv/report.ts';
import type { Unexplained } from '../../src/core/explain/explanation.ts';
import { createRepeatedIds, type RepeatedIds } from './repeatedIds.ts';

/** What the scored blocks of a table told, beside what the reader counts. */
export type Findings = {
  clients: number;
  unseenCategories: number;
  /** The first `PROBLEMS_KEPT` of them. */
  unseen: EncodedBlock['unseen'];
  /** Rows of categories spelled otherwise than in the model, by text; at most `PROBLEMS_KEPT` texts. */
  mended: MendedCategory[];
  mendedCategories: number;
  readonly repeated: RepeatedIds;
  add(block: ClientBlock, encoded: EncodedBlock): void;
  /** Clients whose contributions do not add up to their forecast, and the first `PROBLEMS_KEPT` of them. */
  unexplained: { rows: number; first: { line: number; id: string }[] };
  addUnexplained(block: ClientBlock, rows: readonly Unexplained[]): void;
  /**
   * Features with cells in the file of which not one could be read, so that they are missing for everyone.
   * @param unreadable number of unreadable cells of each feature
   */
  unreadableFeatures(unreadable: ArrayLike<number>): string[];
};

export function createFindings({ features }: Pick<Contract, 'features'>): Findings {
  /** Features without any value so far; the others need no further look. */
  let empty = features.map((_, feature) => feature);
  /** Features with texts that may all be unknown categories. */
  const withTexts = new Set<number>();
  return {
    clients: 0,
    unseenCategories: 0,
    unseen: [],
    unexplained: { rows: 0, first: [] },
    mended: [],
    mendedCategories: 0,
    repeated: createRepeatedIds(),
    add(block, { matrix, unseen, unseenCategories, mended }) {
      this.clients += block.rows;
      this.repeated.add(block);
      this.unseenCategories += unseenCategories;
      this.unseen.push(...unseen.slice(0, PROBLEMS_KEPT - this.unseen.length));
      for (const one of mended) {
        this.mendedCategories += one.rows;
        const known = this.mended.find(({ column, value }) => column === one.column && value === one.value);
        if (known) known.rows += one.rows;
        else if (this.mended.length < PROBLEMS_KEPT) this.mended.push({ ...one });
      }
      empty = empty.filter((feature) => isEmpty(matrix, feature, features.length));
      for (const feature of empty) {
        const column = block.features.indexOf(features[feature]?.name ?? '');
        if ((block.dictionaries[column]?.length ?? 0) > 0) withTexts.add(feature);
      }
    },
    addUnexplained({ ids, lines }, rows) {
      this.unexplained.rows += rows.length;
      const kept = rows.slice(0, PROBLEMS_KEPT - this.unexplained.first.length);
      this.unexplained.first.push(...kept.map(({ row }) => ({ line: lines?.[row] ?? 0, id: ids[row] ?? '' })));
    },
    unreadableFeatures: (unreadable) =>
      empty.flatMap((feature) =>
        (unreadable[feature] ?? 0) > 0 || withTexts.has(feature) ? [features[feature]?.name ?? ''] : [],
      ),
  };
}

function isEmpty(matrix: Float32Array, feature: number, width: number): boolean {
  for (let at = feature; at < matrix.length; at += width) if (!Number.isNaN(matrix[at])) return false;
  return true;
}
