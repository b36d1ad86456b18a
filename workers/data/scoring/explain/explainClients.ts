import type { ClientBlock } from '../../../../src/core/clients/clientBlock.ts';
import { encodeStored, rowsOfBlock } from '../../../../src/core/clients/modelInput.ts';
import type { ExplainedRows } from '../../../../src/core/explain/insights.ts';
import { createMutex } from '../../../../src/core/machine/mutex.ts';
import type { SelectedChunk } from '../../clients/clientColumns.ts';
import { withPool } from '../../jobs/withPool.ts';
import { readChunk } from '../../storage/chunks.ts';
import type { Database } from '../../storage/database.ts';
import type { Pool } from '../workers/modelPool.ts';
import type { ModelWorkers } from '../workers/modelWorkers.ts';
import { type InsightPlan, outdated } from './explainScope.ts';

/** Some clients and their explanations. */
export type Piece = ExplainedRows & {
  block: ClientBlock;
  /** The clients' rows in the index. */
  rows: Int32Array;
};

type Plan = Omit<InsightPlan, 'scope'>;

/** Rows explained in one call; fewer on the worker that cards also use. */
const BULK_PIECE = 1_000;
const SMALL_PIECE = 250;
/** From this many rows on, starting a pool pays: fewer rows are explained before its workers are ready. */
const BULK_FROM_ROWS = 2_000;

/**
 * Explains the clients of a plan piece by piece: the next chunk is read and encoded while earlier pieces are explained.
 * Only as many pieces are in progress as keep the workers busy, so memory stays the same for any number of clients.
 * @param take receives the pieces in order, one by one
 * @throws Outdated when the plan is no longer current; errors of the model and of storage
 */
export async function explainClients(
  { database, workers }: { database: Database; workers: Pick<ModelWorkers, 'openPool'> },
  plan: Plan,
  { signal, take }: { signal: AbortSignal; take: (piece: Piece) => void | Promise<void> },
): Promise<void> {
  const { model, selection } = plan;
  const isBulk = selection.rows >= BULK_FROM_ROWS;
  const pool = workers.openPool(model, isBulk);
  const inOrder = createMutex();
  await withPool(pool, { signal, ahead: 2 }, async (queue) => {
    for await (const { chunk, block } of readAhead(database, plan)) {
      for (const rows of piecesOf(chunk.rows, isBulk ? BULK_PIECE : SMALL_PIECE)) {
        await queue.take(() => {
          const explaining = unlessAborted(explainPiece(plan, pool, { block, rows, chunk }), queue.signal);
          // It may fail before its turn.
          explaining.catch(() => {});
          return inOrder(async () => {
            const piece = await explaining;
            queue.signal.throwIfAborted();
            await take(piece);
          });
        });
      }
    }
  });
  if (!(await plan.isCurrent())) throw outdated();
}

/** Rejects at once on an abort, without waiting for the worker that cards also use. */
function unlessAborted<Answer>(job: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    job.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function explainPiece(
  { model: { contract }, incomesOf }: Plan,
  pool: Pool,
  { block, rows, chunk }: { block: ClientBlock; rows: Int32Array; chunk: SelectedChunk },
): Promise<Piece> {
  const rowsInChunk = Array.from(rows, (row) => row - chunk.firstRow);
  const piece = rowsOfBlock(block, rowsInChunk);
  const { matrix } = encodeStored(piece, contract);
  // Forecasts that this model has made are not made again.
  const stored = chunk.modelVersion === contract.version ? incomesOf(rows) : null;
  const { income, contributions, baseRub, unexplained } = await pool.explain(matrix.slice(), stored);
  return { block: piece, rows, matrix, income, contributions, baseRub, unexplained };
}

/** The chunks in order, each read while the previous one is processed. */
async function* readAhead(
  database: Database,
  plan: Plan,
): AsyncGenerator<{ chunk: SelectedChunk; block: ClientBlock }> {
  const { chunks } = plan.selection;
  const read = (at: number) => {
    const chunk = chunks[at];
    const reading = chunk && readSelected(database, chunk).then((block) => ({ chunk, block }));
    // The read may fail before the caller waits for it.
    reading?.catch(() => {});
    return reading;
  };
  let next = read(0);
  for (let at = 1; next; at++) {
    const following = next;
    next = read(at);
    if (!(await plan.isCurrent())) throw outdated();
    yield await following;
  }
}

/** A missing chunk was removed with its import. */
async function readSelected(database: Database, { importId, index }: SelectedChunk): Promise<ClientBlock> {
  try {
    return await readChunk(database, importId, index);
  } catch (error) {
    if ((await database.imports.get(importId)) === undefined) throw outdated();
    throw error;
  }
}

function piecesOf(rows: Int32Array, size: number): Int32Array[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, piece) =>
    rows.subarray(piece * size, (piece + 1) * size),
  );
}
