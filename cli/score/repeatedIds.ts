import type { ClientBlock } from '../../src/core/clients/clientBlock.ts';
import { PROBLEMS_KEPT, type RowProblem } from '../../src/core/csv/report.ts';
import { createIdTable } from '../../src/core/machine/idTable.ts';
import { createTexts } from '../../src/core/machine/texts/texts.ts';

/** Clients among which repeated ids are looked for; more would take too much memory for a file of any size. */
export const MOST_COMPARED = 1_000_000;

/** Clients whose id stands before them already. */
export type RepeatedIds = {
  count: number;
  /** The first `PROBLEMS_KEPT` of them. */
  problems: Extract<RowProblem, { kind: 'duplicate-id' }>[];
  add(block: Pick<ClientBlock, 'ids' | 'lines'>): void;
};

export function createRepeatedIds(): RepeatedIds {
  const texts = createTexts();
  const rows = createIdTable(texts);
  let compared = 0;
  return {
    count: 0,
    problems: [],
    add({ ids, lines }) {
      const some = ids.slice(0, MOST_COMPARED - compared);
      texts.addAll(some);
      for (const [row, clientId] of some.entries()) {
        if (rows.put(clientId, compared++) < 0) continue;
        this.count++;
        if (this.problems.length === PROBLEMS_KEPT) continue;
        this.problems.push({ kind: 'duplicate-id', line: lines?.[row] ?? 0, clientId });
      }
    },
  };
}
