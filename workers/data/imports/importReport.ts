import type { PassedOver, RowProblem } from '../../../src/core/csv/report.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload } from '../storage/payload.ts';
import type { ColumnReport } from './imports.api.ts';

/** What an import found, as it is stored. */
export type StoredReport = { problems: RowProblem[]; columns: ColumnReport[]; passedOver: PassedOver[] };

/** What an import found; null what an earlier version of the app did not store. */
export type ImportReport = {
  problems: RowProblem[];
  columns: ColumnReport[] | null;
  passedOver: PassedOver[] | null;
};

const NOTHING: ImportReport = { problems: [], columns: null, passedOver: null };

/** The report of a ready import. The first versions of the app stored the problems alone. */
export async function readImportReport({ problems }: Database, importId: number): Promise<ImportReport> {
  const stored = await problems.get(importId);
  if (!stored) return NOTHING;
  const { facts } = await decodePayload<Partial<StoredReport> | RowProblem[]>(stored.sealed);
  return { ...NOTHING, ...(Array.isArray(facts) ? { problems: facts } : facts) };
}
