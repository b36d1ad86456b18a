import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import type { ImportChoices } from '../../../src/core/csv/choices.ts';
import { type ClientReader, createClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { CsvError, PROBLEMS_KEPT, type RowProblem } from '../../../src/core/csv/report.ts';
import type { DataContext } from '../context.ts';
import { fileParts } from '../files/fileParts.ts';
import { withPool } from '../jobs/withPool.ts';
import type { EncodedEntry } from '../log/log.ts';
import type { OpenModel } from '../models/openModel.ts';
import { encodeBatchEntries, type ScoredChunk } from '../scoring/batchEntries.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { encodePayload, type Payload, sizeOf } from '../storage/payload.ts';
import { createColumnCounter } from './columnCounter.ts';
import type { StoredReport } from './importReport.ts';
import { rememberChoices } from './mappings.ts';
import { planFile } from './planFile.ts';
import { countUnchanged, qualityOf } from './quality.ts';
import { encodeRejected } from './rejectedCsv.ts';
import { createScoringPipeline, type ScoringPipeline } from './scoringPipeline.ts';

export type ImportJob = {
  file: File;
  /** The model of the whole import, even if another one becomes active meanwhile. */
  model: OpenModel;
  /** How to read the file; null = the choices remembered for its header, else guesses. */
  choices: ImportChoices | null;
  /** Filled in during the import: schema, progress, counts, timings, and finally its state. */
  record: ImportRecord;
  signal: AbortSignal;
  /** Called after each piece of the file. */
  onProgress(): void;
};

/** A table usually becomes this many times smaller when compressed. */
const USUAL_RATIO = 6;
/** Rows of a chunk. */
const CHUNK_ROWS = 5_000;
/** From this size on, starting a pool pays: smaller files are scored before its workers are ready. */
const BULK_FROM_BYTES = 4 * 1024 * 1024;

export function isBulk(file: File, isCompressed = false): boolean {
  return file.size * (isCompressed ? USUAL_RATIO : 1) >= BULK_FROM_BYTES;
}

/**
 * What an import works with. `clients` is read each time, because another tab may have it replaced during the import.
 */
export type ImportParts = Pick<DataContext, 'database' | 'engines' | 'offers' | 'log' | 'clients'>;

/**
 * Imports a file: its head says how to read it, its pieces become blocks, each block is encoded, scored and stored, and
 * one last transaction makes them all visible. Until then, and if anything throws, nothing of the import is visible.
 * The given choices are remembered last, since only an import that ended well speaks for later files.
 * @returns the record as it is now stored
 * @throws CsvError, FileUnreadable, AbortError, and errors of the model and of storage
 */
export async function importFile(context: ImportParts, job: ImportJob): Promise<ImportRecord> {
  const { database, engines, offers } = context;
  const { file, model, record, signal } = job;
  const { contract } = model;
  const planned = await planFile(database, file, { contract, choices: job.choices });
  record.schema = planned.plan.schema;
  record.choices = planned.choices;

  const pool = engines.openPool(model, isBulk(file, planned.isCompressed));
  const reader = createClientReader(planned.plan, contract, CHUNK_ROWS);
  const rejected = reader.keepRejected();
  const columns = createColumnCounter(contract);
  const pipeline = await withPool(pool, { signal, ahead: 2 }, async (queue) => {
    const blocks = createScoringPipeline({
      database,
      contract,
      pool,
      newestOf: (clientId) => context.clients.known(clientId),
      queue,
      products: offers.products(),
      record,
      reuse: reader.reuse,
    });
    await readFile(job, reader, async (block) => {
      timed(record, () => columns.add(block));
      await blocks.add(block);
    });
    return blocks;
  });
  refuseNobody(reader, pipeline);

  const chunks = pipeline.chunks();
  record.quality = qualityOf(chunks, pipeline.duplicates);
  record.engine = pool.engine;
  Object.assign(record.counts, reader.counts, summarise(context, pipeline, chunks), {
    actualIncomes: record.quality?.rows ?? 0,
  });
  const ready = await commit(context, job, {
    passedOver: reader.passedOver,
    columns: columns.report(planned.featureColumns, reader.unreadable),
    problems: inLineOrder(reader.rejections, [
      ...reader.problems,
      ...pipeline.unseenProblems,
      ...pipeline.duplicates.problems(),
    ]),
    rejected: await encodeRejected(rejected, planned.plan, planned.choices),
    rejectedRowsKept: rejected.lines.length,
    chunkBytes: pipeline.storedBytes,
    entries: await encodeBatchEntries(chunks, {
      source: 'import',
      importId: record.id,
      modelVersion: contract.version,
      duplicates: pipeline.duplicates,
      segments: offers.segments(),
    }),
  });
  if (job.choices) {
    const confirmed = { choices: job.choices, columns: planned.plan.header, importId: record.id };
    // A committed import stays ready even when its choices cannot be remembered.
    await rememberChoices(database, planned.headerKey, confirmed).catch(() => {});
  }
  return ready;
}

/** Passes on the blocks of a file one by one. @throws CsvError when more rows are rejected than allowed */
async function readFile(
  { file, record, signal, onProgress }: ImportJob,
  reader: ClientReader,
  take: (block: ClientBlock) => Promise<void>,
): Promise<void> {
  for await (const { bytes, readBytes } of fileParts(file)) {
    for (const block of timed(record, () => reader.push(bytes))) await take(block);
    signal.throwIfAborted();
    refuseTooManyBad(reader, record.choices, false);
    record.progress.doneBytes = readBytes;
    Object.assign(record.counts, reader.counts);
    onProgress();
  }
  for (const block of timed(record, () => reader.finish())) await take(block);
  Object.assign(record.counts, reader.counts);
  refuseTooManyBad(reader, record.choices, true);
}

function summarise(
  { clients }: ImportParts,
  { duplicates, unseenCategories }: ScoringPipeline,
  chunks: readonly ScoredChunk[],
): Partial<ImportRecord['counts']> {
  let updated = 0;
  for (const id of duplicates.clientIds()) if (clients.has(id)) updated++;
  return {
    imported: duplicates.clients,
    duplicates: duplicates.count,
    updated,
    unchanged: countUnchanged(chunks, duplicates),
    unseenCategories,
  };
}

type ImportFindings = StoredReport & {
  rejected: Payload | null;
  rejectedRowsKept: number;
  chunkBytes: number;
  entries: EncodedEntry[];
};

/** Makes an import visible in one transaction, with its log and its problems. */
async function commit(
  { database, log }: ImportParts,
  { record, model }: ImportJob,
  { problems, columns, passedOver, rejected, rejectedRowsKept, chunkBytes, entries }: ImportFindings,
): Promise<ImportRecord> {
  const report = await encodePayload({ problems, columns, passedOver } satisfies StoredReport);
  const finishedAt = Date.now();
  const total = Math.max(1, finishedAt - record.startedAt);
  const ready: ImportRecord = {
    ...record,
    state: 'ready',
    finishedAt,
    canRunAgain: false,
    rejectedRowsKept,
    storedBytes: chunkBytes + sizeOf(report) + (rejected ? sizeOf(rejected) : 0),
    timings: { ...record.timings, total },
    progress: {
      ...record.progress,
      rowsPerSecond: Math.round((record.progress.rows * 1000) / total),
      secondsLeft: 0,
    },
  };
  const { imports, handles, problems: reports, forecasts, log: entriesTable, logDetails } = database;
  await database.transaction('rw', [imports, handles, reports, forecasts, entriesTable, logDetails], async () => {
    await imports.put(ready);
    await handles.delete(record.id);
    await forecasts.put({
      importId: record.id,
      modelVersion: model.facts.version,
      modelName: model.facts.name,
      source: 'import',
      state: 'shown',
      madeAt: finishedAt,
    });
    await reports.put({ importId: record.id, sealed: report, rows: rejected });
    await log.addAll(entries);
  });
  return ready;
}

/** Number of rejected rows that the failure of an import without clients tells. */
const REJECTIONS_TOLD = 20;

/** @throws CsvError when the file has no client */
function refuseNobody({ counts: { read, rejected }, rejections }: ClientReader, { duplicates }: ScoringPipeline): void {
  if (read === 0) throw new CsvError({ kind: 'no-rows' });
  if (duplicates.clients > 0) return;
  throw new CsvError({ kind: 'no-clients', rejected, rejections: rejections.slice(0, REJECTIONS_TOLD) });
}

/** The limit applies from this many rows on: one bad row of the first three proves nothing. */
const ROWS_BEFORE_LIMIT = 1_000;
/** Number of bad lines that the failure names. */
const LINES_NAMED = 20;

/** @throws CsvError when a larger share of rows was rejected than the user allows */
function refuseTooManyBad(
  { counts: { read, rejected }, rejections }: ClientReader,
  { badRowLimit: limit }: ImportChoices,
  isEnd: boolean,
): void {
  if (limit === null || (read < ROWS_BEFORE_LIMIT && !isEnd) || rejected <= read * limit) return;
  const lines = rejections.slice(0, LINES_NAMED).map(({ line }) => line);
  throw new CsvError({ kind: 'too-many-bad-rows', rejected, read, limit, lines });
}

/** The kept rejections and the first of the other problems, in line order. */
function inLineOrder(rejections: readonly RowProblem[], others: RowProblem[]): RowProblem[] {
  const byLine = (a: RowProblem, b: RowProblem) => a.line - b.line;
  return [...rejections, ...others.sort(byLine).slice(0, PROBLEMS_KEPT)].sort(byLine);
}

/** Counts the time as parsing. */
function timed<T>({ timings }: ImportRecord, parse: () => T): T {
  const started = performance.now();
  const result = parse();
  timings.parse += performance.now() - started;
  return result;
}
