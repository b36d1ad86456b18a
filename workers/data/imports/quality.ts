import { at } from '../../../src/core/machine/at.ts';
import { wmae } from '../../../src/core/metrics/metrics.ts';
import type { ScoredChunk } from '../scoring/batchEntries.ts';
import type { DuplicateRows } from '../scoring/duplicateRows.ts';
import type { ImportQuality } from '../storage/importRecord.api.ts';

/**
 * Compares the forecasts of a file with its actual incomes, over the clients whose actual income is known; of several
 * rows of a client the last one counts. Null when no actual income is known.
 */
export function qualityOf(chunks: readonly ScoredChunk[], duplicates: DuplicateRows): ImportQuality | null {
  const actual: number[] = [];
  const forecast: number[] = [];
  let errors = 0;
  for (const { firstRow, incomes, actualIncomes } of chunks) {
    if (!actualIncomes) continue;
    for (const [row, income] of actualIncomes.entries()) {
      if (Number.isNaN(income) || duplicates.isReplaced(firstRow + row)) continue;
      const forecastRub = at(incomes, row);
      actual.push(income);
      forecast.push(forecastRub);
      errors += Math.abs(income - forecastRub);
    }
  }
  const rows = actual.length;
  return rows === 0 ? null : { rows, wmae: wmae(actual, forecast), maeRub: errors / rows };
}

/** Clients whose forecast was taken over from an earlier import. */
export function countUnchanged(chunks: readonly ScoredChunk[], duplicates: DuplicateRows): number {
  let unchanged = 0;
  for (const { firstRow, isUnchanged } of chunks) {
    for (const [row, isSame] of isUnchanged?.entries() ?? []) {
      if (isSame && !duplicates.isReplaced(firstRow + row)) unchanged++;
    }
  }
  return unchanged;
}
