import type { RowProblem } from '../../../src/core/csv/report.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload } from '../storage/payload.ts';
import type { ColumnReport } from './imports.api.ts';

/** What an import found, as it is stored. Earlier versions of the app stored the problems alone. */
export type StoredReport = { problems: RowProblem[]; columns: ColumnReport[] };

/** The report of a ready import; `columns` is null for one of an earlier version of the app. */
export async function readImportReport(
  { problems }: Database,
  importId: number,
): Promise<{ problems: RowProblem[]; columns: ColumnReport[] | null }> {
  const stored = await problems.get(importId);
  if (!stored) return { problems: [], columns: null };
  const { facts } = await decodePayload<StoredReport | RowProblem[]>(stored.sealed);
  return Array.isArray(facts) ? { problems: facts, columns: null } : facts;
}
