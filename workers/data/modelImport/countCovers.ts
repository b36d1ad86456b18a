import { encodeStored, rowsOfBlock } from '../../../src/core/clients/modelInput.ts';
import { createCoverCounter } from '../../../src/core/trees/shap/countCovers.ts';
import { selectClients } from '../clients/selection.ts';
import type { DataContext } from '../context.ts';
import { failWith } from '../failures.ts';
import { underWriteLock } from '../jobs/locks.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { toListing } from '../models/modelListings.ts';
import type { CountCoversProblem, ModelListing } from '../models/models.api.ts';
import { readChunk } from '../storage/chunks.ts';

/** Between so many rows others have their turn: a card opens while covers are counted. */
const PIECE_ROWS = 500;

/**
 * Lets all stored clients pass through the trees of a model whose file has no covers, and keeps the counts beside the model.
 * @throws Refused with a `CountCoversProblem`, Busy, and the model's errors
 */
export async function countCovers(
  context: DataContext,
  version: string,
  { signal, begin, onRows }: RowsRun,
): Promise<ModelListing> {
  const { models, database } = context;
  const model = await models.get(version);
  if (model.facts.isExplainable && model.facts.countedRows === null) throw refuse({ kind: 'has-covers' });
  return underWriteLock(async () => {
    const { chunks, rows } = selectClients(context.clients, context.offers.segments(), {
      segmentId: null,
      sample: null,
    });
    if (rows === 0) throw refuse({ kind: 'no-clients' });
    begin(rows);
    const counter = createCoverCounter(model.forecast);
    for (const chunk of chunks) {
      const block = await readChunk(database, chunk.importId, chunk.index);
      for (let first = 0; first < chunk.rows.length; first += PIECE_ROWS) {
        const piece = Array.from(chunk.rows.subarray(first, first + PIECE_ROWS), (row) => row - chunk.firstRow);
        counter.add(encodeStored(rowsOfBlock(block, piece), model.contract).matrix);
        onRows(piece.length);
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
      }
    }
    const facts = await models.keepCovers(model, { covers: counter.covers(), rows: counter.rows });
    return toListing(context, facts);
  });
}

function refuse(problem: CountCoversProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}
