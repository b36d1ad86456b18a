import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import { hashRows } from '../../../src/core/clients/rowHash.ts';
import type { Contract } from '../../../src/core/contract/contract.ts';
import { PROBLEMS_KEPT, type RowProblem } from '../../../src/core/csv/report.ts';
import { eligibilityKey, eligibilityOf } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import type { WorkQueue } from '../jobs/withPool.ts';
import type { ScoredChunk } from '../scoring/batchEntries.ts';
import { createDuplicateRows, type DuplicateRows } from '../scoring/duplicateRows.ts';
import { type EncodedChunk, encodeChunk, encodeScores } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { sizeOf } from '../storage/payload.ts';
import type { EligibilityRecord, ScoresRecord } from '../storage/records.ts';
import { encodeEligibility } from '../storage/storedEligibility.ts';
import { type ForecastSources, forecastChanged } from './forecastChanged.ts';

/**
 * Scores and stores blocks while the next ones are read: encoding happens here, forecasting in the model workers,
 * storing in the browser's database process. The results are complete once the queue is empty.
 */
export type ScoringPipeline = {
  /** Waits while too many blocks are in progress, so that memory stays bounded. */
  add(block: ClientBlock): Promise<void>;
  /** All chunks in the order of the file. */
  chunks(): ScoredChunk[];
  readonly duplicates: DuplicateRows;
  readonly unseenCategories: number;
  /** The first `PROBLEMS_KEPT` unseen categories. */
  readonly unseenProblems: RowProblem[];
  /** Bytes of the chunks in storage. */
  readonly storedBytes: number;
};

type StoredParts = EncodedChunk & { scores: ScoresRecord; eligibility: EligibilityRecord };

type Setup = ForecastSources & {
  database: Database;
  contract: Contract;
  queue: WorkQueue;
  /** Their rules are applied while the values are in memory. */
  products: readonly Product[];
  /** The import's record, whose progress is stored along with each chunk. */
  record: ImportRecord;
  /** Called once a block's values are no longer needed. */
  reuse(block: ClientBlock): void;
};

export function createScoringPipeline(setup: Setup): ScoringPipeline {
  const { database, contract, pool, newestOf, queue, products, record, reuse } = setup;
  const chunks: ScoredChunk[] = [];
  const duplicates = createDuplicateRows();
  const featureNames = contract.features.map(({ name }) => name);
  const rulesKey = eligibilityKey(products, contract);
  const unseenProblems: RowProblem[] = [];
  let unseenCategories = 0;
  let storedBytes = 0;
  let index = 0;
  let firstRow = 0;

  function encode(block: ClientBlock) {
    const started = performance.now();
    const encoded = encodeBlock(block, contract);
    const encodeMs = performance.now() - started;
    record.timings.parse += encodeMs;
    unseenCategories += encoded.unseenCategories;
    unseenProblems.push(...encoded.unseen.slice(0, PROBLEMS_KEPT - unseenProblems.length));
    return { matrix: encoded.matrix, encodeMs };
  }

  async function score(block: ClientBlock, place: { index: number; firstRow: number }): Promise<void> {
    const { matrix, encodeMs } = encode(block);
    const at = Date.now();
    const hashes = hashRows(block, featureNames);
    const rows = { ids: block.ids, hashes, matrix, modelVersion: contract.version };
    const { tookMs, isUnchanged, ...scores } = await forecastChanged(rows, { newestOf, pool });
    queue.signal.throwIfAborted();
    record.timings.score += tookMs;
    const storingSince = performance.now();
    const key = { importId: record.id, index: place.index };
    const parts: StoredParts = {
      ...(await encodeChunk(key, block, hashes)),
      scores: await encodeScores(key, contract.version, scores),
      eligibility: await encodeEligibility(key, rulesKey, eligibilityOf(block, contract, products)),
    };
    reuse(block);
    storedBytes += sizeOfParts(parts);
    record.progress.rows += block.rows;
    record.storedBytes = storedBytes;
    await saveChunk(database, record, parts);
    record.timings.store += performance.now() - storingSince;
    chunks.push({
      ...place,
      at,
      ids: block.ids,
      incomes: scores.income,
      isUnchanged,
      actualIncomes: block.actualIncomes ?? null,
      encodeMs,
      predictMs: tookMs,
    });
  }

  return {
    async add(block) {
      duplicates.add(block.ids, block.lines ?? null);
      const place = { index: index++, firstRow };
      firstRow += block.rows;
      await queue.take(() => score(block, place));
    },
    chunks: () => chunks.sort((a, b) => a.index - b.index),
    duplicates,
    get unseenCategories() {
      return unseenCategories;
    },
    unseenProblems,
    get storedBytes() {
      return storedBytes;
    },
  };
}

function sizeOfParts(parts: StoredParts): number {
  return Object.values(parts).reduce((sum, { sealed }) => sum + sizeOf(sealed), 0);
}

/** Saves a chunk in one transaction. The record in it stays `pending`, so the chunk is not visible yet. */
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
