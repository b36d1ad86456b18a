import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import { hashRows } from '../../../src/core/clients/rowHash.ts';
import type { Contract } from '../../../src/core/contract/contract.ts';
import { PROBLEMS_KEPT, type RowProblem } from '../../../src/core/csv/report.ts';
import { eligibilityKey, eligibilityOf } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import { createWorkQueue } from '../jobs/workQueue.ts';
import type { ScoredChunk } from '../scoring/batchEntries.ts';
import type { EnginePool } from '../scoring/engines.ts';
import { createLastRows, type LastRows } from '../scoring/lastRows.ts';
import { type EncodedChunk, encodeChunk, encodeScores } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { sizeOf } from '../storage/payload.ts';
import type { EligibilityRecord, ScoresRecord } from '../storage/records.ts';
import { encodeEligibility } from '../storage/storedEligibility.ts';
import { type ForecastSources, forecastChanged } from './unchanged.ts';

/**
 * Scores and stores blocks while the next ones are read: encoding happens here, forecasting in the model workers, storing in
 * the browser's database process. `take` waits while too many blocks are on their way, so memory stays bounded.
 */
export type AssemblyLine = {
  take(block: ClientBlock): Promise<void>;
  /** All chunks in order of the file, once each is stored. Rejects with the first error of any. */
  finish(): Promise<ScoredChunk[]>;
  /** Waits until nothing is under way any more, however it ended. */
  settle(): Promise<void>;
  readonly lastRows: LastRows;
  readonly unseenCategories: number;
  /** The first `PROBLEMS_KEPT` of them. */
  readonly unseenProblems: RowProblem[];
};

type StoredParts = EncodedChunk & { scores: ScoresRecord; eligibility: EligibilityRecord };

type Setup = {
  database: Database;
  contract: Contract;
  pool: EnginePool;
  known: ForecastSources['known'];
  /** Those whose rules are judged while the values are at hand. */
  products: readonly Product[];
  /** The import's record, whose progress is stored along with each chunk. */
  record: ImportRecord;
  signal: AbortSignal;
  /** Called when a block's values are needed no more. */
  reuse(block: ClientBlock): void;
};

export function createAssemblyLine(setup: Setup): AssemblyLine {
  const { database, contract, pool, known, products, record, signal, reuse } = setup;
  const queue = createWorkQueue(pool.workers + 2, signal);
  const scored: ScoredChunk[] = [];
  const lastRows = createLastRows();
  const rulesKey = eligibilityKey(products, contract);
  const unseenProblems: RowProblem[] = [];
  let unseenCategories = 0;
  let index = 0;
  let firstRow = 0;

  async function work(block: ClientBlock, place: { index: number; firstRow: number }): Promise<void> {
    const started = performance.now();
    const encoded = encodeBlock(block, contract);
    const encodeMs = performance.now() - started;
    record.timings.parse += encodeMs;
    unseenCategories += encoded.unseenCategories;
    unseenProblems.push(...encoded.unseen.slice(0, PROBLEMS_KEPT - unseenProblems.length));
    const at = Date.now();
    const hashes = hashRows(block);
    const rows = { ids: block.ids, hashes, matrix: encoded.matrix, modelVersion: contract.version };
    const { tookMs, isUnchanged, ...scores } = await forecastChanged(rows, { known, pool });
    signal.throwIfAborted();
    record.timings.score += tookMs;
    const key = { importId: record.id, index: place.index };
    const stored = performance.now();
    const chunk = {
      ...(await encodeChunk(key, block, hashes)),
      scores: await encodeScores(key, contract.version, scores),
      eligibility: await encodeEligibility(key, rulesKey, eligibilityOf(block, contract, products)),
    };
    reuse(block);
    record.progress.rows += block.rows;
    record.storedBytes = (record.storedBytes ?? 0) + sizeOfChunk(chunk);
    await saveChunk(database, record, chunk);
    record.timings.store += performance.now() - stored;
    scored.push({
      ...{ ...place, at, ids: block.ids, incomes: scores.income, encodeMs, predictMs: tookMs },
      ...{ isUnchanged, actualIncomes: block.actualIncomes ?? null },
    });
  }

  return {
    async take(block) {
      lastRows.add(block.ids, block.lines ?? []);
      const place = { index: index++, firstRow };
      firstRow += block.rows;
      await queue.take(() => work(block, place));
    },
    async finish() {
      await queue.finish();
      return scored.sort((a, b) => a.index - b.index);
    },
    settle: queue.settle,
    lastRows,
    get unseenCategories() {
      return unseenCategories;
    },
    unseenProblems,
  };
}

function sizeOfChunk(parts: StoredParts): number {
  return Object.values(parts).reduce((sum, { sealed }) => sum + sizeOf(sealed), 0);
}

/** One transaction a chunk. The record in it stays `pending`: what is stored here is not visible yet. */
async function saveChunk(
  database: Database,
  record: ImportRecord,
  { chunk, rows, scores, eligibility }: StoredParts,
): Promise<void> {
  const tables = [database.imports, database.chunks, database.rows, database.scores, database.eligibility];
  await database.transaction('rw', tables, async () => {
    await Promise.all([
      database.imports.put(record),
      database.chunks.add(chunk),
      database.rows.add(rows),
      database.scores.add(scores),
      database.eligibility.put(eligibility),
    ]);
  });
}
