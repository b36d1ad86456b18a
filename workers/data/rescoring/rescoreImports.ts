import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { encodeStored } from '../../../src/core/clients/modelInput.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
import type { DataContext } from '../context.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { withPool } from '../jobs/withPool.ts';
import type { EncodedEntry } from '../log/log.ts';
import type { OpenModel } from '../models/openModel.ts';
import { encodeBatchEntries, type ScoredChunk } from '../scoring/batchEntries.ts';
import { createDuplicateRows, type DuplicateRows } from '../scoring/duplicateRows.ts';
import type { EnginePool } from '../scoring/engines/enginePool.ts';
import { decodeRows, encodeScores, readChunk } from '../storage/chunks.ts';
import { type Database, ofImport } from '../storage/database.ts';
import { completeSets, removeSets } from '../storage/forecastSets.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { sizeOf } from '../storage/payload.ts';
import type { ForecastSet } from '../storage/records.ts';

/** The work needed until all clients have forecasts of one model. */
export type RescoringPlan = {
  model: OpenModel;
  /** Imports to forecast. */
  imports: ImportRecord[];
  /** The sets to show in the end: those to fill, and those that the model has filled before. */
  sets: ForecastSet[];
  rows: number;
};

/** `storedBytes`: size of the forecasts. */
type Scored = { importId: number; duplicates: DuplicateRows; chunks: ScoredChunk[]; storedBytes: number };

/** From this many rows on, starting a pool pays: fewer rows are forecast before its workers are ready. */
const BULK_FROM_ROWS = 10_000;

export async function planRescoring(database: Database, model: OpenModel): Promise<RescoringPlan> {
  const { name, version } = model.facts;
  const imports: ImportRecord[] = [];
  const sets: ForecastSet[] = [];
  for (const record of await database.imports.filter(({ state }) => state === 'ready').toArray()) {
    const complete = await completeSets(database, record.id);
    const earlier = complete.find(({ modelVersion }) => modelVersion === version);
    if (earlier?.state === 'shown') continue;
    if (!earlier) imports.push(record);
    sets.push(earlier ?? newSet(record.id, version, name));
  }
  return { model, imports, sets, rows: imports.reduce((sum, { progress }) => sum + progress.rows, 0) };
}

function newSet(importId: number, modelVersion: string, modelName: string): ForecastSet {
  return { importId, modelVersion, modelName, source: 'rescoring', state: 'pending', madeAt: 0 };
}

/** What a re-scoring works with. */
export type RescoringParts = Pick<DataContext, 'database' | 'engines' | 'offers' | 'log'>;

/**
 * Forecasts the imports of a plan chunk by chunk and shows everything in one last transaction. Until then nothing is
 * visible; if anything throws, nothing stays.
 */
export async function rescoreImports(context: RescoringParts, plan: RescoringPlan, run: RowsRun): Promise<void> {
  const { database, offers } = context;
  const pending = plan.sets.filter(({ state }) => state === 'pending');
  await database.forecasts.bulkAdd(pending);
  try {
    const scored = await scoreImports(context, plan, run);
    await show(context, plan.sets, { scored, entries: await encodeEntries(scored, plan.model, offers.segments()) });
  } catch (error) {
    await removeSets(database, pending);
    throw error;
  }
}

function scoreImports(
  { database, engines }: RescoringParts,
  plan: RescoringPlan,
  { signal, onRows }: RowsRun,
): Promise<Scored[]> {
  const { model } = plan;
  const pool = engines.openPool(model, plan.rows >= BULK_FROM_ROWS);
  return withPool(pool, { signal, ahead: 1 }, async (queue) => {
    const scored: Scored[] = [];
    for (const { id } of plan.imports) {
      const { ids, ...imported } = await readIds(database, id);
      scored.push(imported);
      let firstRow = 0;
      for (const [index, chunkIds] of ids) {
        const place = { importId: id, index, firstRow };
        firstRow += chunkIds.length;
        await queue.take(async () => {
          const made = await scoreChunk(database, { model, pool, place });
          if (made) imported.chunks.push(made.chunk);
          imported.storedBytes += made?.storedBytes ?? 0;
          onRows(chunkIds.length);
        });
      }
    }
    return scored;
  });
}

/** The ids of an import by chunk, and its rows that later rows replaced. */
async function readIds(database: Database, importId: number) {
  const duplicates = createDuplicateRows();
  const ids: [index: number, ids: string[]][] = [];
  for (const { index, sealed } of await ofImport(database.rows, importId).toArray()) {
    const rows = await decodeRows(sealed);
    duplicates.add(rows.ids, null);
    ids.push([index, rows.ids]);
  }
  return { importId, ids, duplicates, chunks: [] as ScoredChunk[], storedBytes: 0 };
}

type ChunkJob = { model: OpenModel; pool: EnginePool; place: { importId: number; index: number; firstRow: number } };

/** Forecasts and stores one chunk; null when its import was deleted meanwhile. */
async function scoreChunk(
  database: Database,
  { model, pool, place }: ChunkJob,
): Promise<{ chunk: ScoredChunk; storedBytes: number } | null> {
  const { contract } = model;
  const { importId, index } = place;
  const isWanted = async () => (await database.forecasts.get([importId, contract.version])) !== undefined;
  const block: ClientBlock | null = await readChunk(database, importId, index).catch(async (error: unknown) => {
    if (await isWanted()) throw error;
    return null;
  });
  if (!block) return null;
  const at = Date.now();
  const started = performance.now();
  const { matrix } = encodeStored(block, contract);
  const encodeMs = performance.now() - started;
  const { tookMs, ...scores } = await pool.predict(matrix);
  const record = await encodeScores(place, contract.version, scores);
  await database.transaction('rw', [database.forecasts, database.scores], async () => {
    if (await isWanted()) await database.scores.put(record);
  });
  return {
    chunk: {
      index,
      firstRow: place.firstRow,
      at,
      ids: block.ids,
      incomes: scores.income,
      isUnchanged: null,
      actualIncomes: null,
      encodeMs,
      predictMs: tookMs,
    },
    storedBytes: sizeOf(record.sealed),
  };
}

async function encodeEntries(
  scored: readonly Scored[],
  { facts }: OpenModel,
  segments: readonly Segment[],
): Promise<EncodedEntry[]> {
  const entries = scored.map(({ importId, duplicates, chunks }) =>
    encodeBatchEntries(
      chunks.sort((a, b) => a.index - b.index),
      { source: 'rescoring', importId, modelVersion: facts.version, duplicates, segments },
    ),
  );
  return (await Promise.all(entries)).flat();
}

type Shown = { scored: readonly Scored[]; entries: readonly EncodedEntry[] };

/** Shows all new forecasts in one transaction, with the log. An import deleted meanwhile is skipped. */
async function show(
  { database, log }: RescoringParts,
  sets: readonly ForecastSet[],
  { scored, entries }: Shown,
): Promise<void> {
  const { imports, forecasts, log: entriesTable, logDetails } = database;
  const madeAt = Date.now();
  await database.transaction('rw', [imports, forecasts, entriesTable, logDetails], async () => {
    const gone = new Set<number>();
    for (const { importId, modelVersion } of sets) {
      const ofSameImport = await ofImport(forecasts, importId).toArray();
      if (ofSameImport.every((set) => set.modelVersion !== modelVersion)) gone.add(importId);
      for (const set of ofSameImport) {
        const isNew = set.state === 'pending';
        const isShown = set.modelVersion === modelVersion;
        await forecasts.put({
          ...set,
          state: isShown ? 'shown' : 'past',
          madeAt: isNew ? madeAt : set.madeAt,
        });
      }
    }
    for (const { importId, storedBytes } of scored) {
      const record = await imports.get(importId);
      // The size of imports of earlier versions of the app is unknown.
      if (!record || record.storedBytes === null) continue;
      await imports.put({ ...record, storedBytes: record.storedBytes + storedBytes });
    }
    await log.addAll(entries.filter(({ record }) => !gone.has(record.importId)));
  });
}
