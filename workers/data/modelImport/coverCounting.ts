import { encodeStored, rowsOfBlock } from '../../../src/core/clients/modelInput.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { type CoverCounter, createCoverCounter } from '../../../src/core/trees/shap/countCovers.ts';
import { type Selection, selectClients } from '../clients/selection.ts';
import type { DataContext } from '../context.ts';
import { requestsInBetween } from '../jobs/background.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { underWriteLock } from '../jobs/locks.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { toListing } from '../models/modelListings.ts';
import type { CountCoversProblem, ModelListing } from '../models/models.api.ts';
import type { ModelFacts, OpenModel } from '../models/openModel.ts';
import { outdated } from '../scoring/explain/explainScope.ts';
import { readChunk } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';

/** Rows between pauses for other requests, so that a card can open while covers are counted. */
const PIECE_ROWS = 500;

type Context = Pick<DataContext, 'database' | 'models' | 'clients' | 'offers'>;

/**
 * Passes all stored clients through the trees of a model whose file has no covers, and stores the counts beside the
 * model.
 * @returns null when cancelled
 * @throws Busy, Outdated, and the model's errors
 */
export async function countCovers(
  context: Context,
  jobs: Jobs,
  version: string,
): Promise<Outcome<ModelListing, CountCoversProblem> | null> {
  const model = await context.models.get(version);
  if (model.facts.isExplainable && model.facts.countedRows === null) return { problem: { kind: 'has-covers' } };
  if (context.clients.size === 0) return { problem: { kind: 'no-clients' } };
  const facts = await jobs.run('covers', (run) => underWriteLock(() => countAndSave(context, model, run)));
  return facts && { value: await toListing(context, facts) };
}

async function countAndSave(
  { database, models, clients, offers }: Context,
  model: OpenModel,
  run: RowsRun,
): Promise<ModelFacts> {
  const selection = selectClients(clients, offers.segments(), { segmentId: null, sample: null });
  // The clients may have been removed while the lock was taken.
  if (selection.rows === 0) throw outdated();
  run.begin(selection.rows);
  const counter = await countRows(database, model, { selection, run });
  run.signal.throwIfAborted();
  return models.saveCovers(model, { covers: counter.covers(), rows: counter.rows });
}

async function countRows(
  database: Database,
  model: OpenModel,
  { selection, run }: { selection: Selection; run: RowsRun },
): Promise<CoverCounter> {
  const counter = createCoverCounter(model.forecast);
  for (const { importId, index, firstRow, rows } of selection.chunks) {
    const block = await readChunk(database, importId, index);
    for (let first = 0; first < rows.length; first += PIECE_ROWS) {
      const piece = Array.from(rows.subarray(first, first + PIECE_ROWS), (row) => row - firstRow);
      counter.add(encodeStored(rowsOfBlock(block, piece), model.contract).matrix);
      run.onRows(piece.length);
      await requestsInBetween();
      run.signal.throwIfAborted();
    }
  }
  return counter;
}
