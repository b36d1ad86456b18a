import { createClientReader } from '../../src/core/csv/clientReader.ts';
import { HEAD_BYTES, planImport } from '../../src/core/csv/plan.ts';
import { CsvError, PROBLEMS_KEPT, type RowProblem } from '../../src/core/csv/report.ts';
import type { ImportRecord } from '../data.api.ts';
import { type AssemblyLine, createAssemblyLine } from './assemblyLine.ts';
import { batchEntry } from './batchEntry.ts';
import { fileParts, readPart } from './fileParts.ts';
import { type SealedEntry, sealEntry } from './log.ts';
import type { Office } from './office.ts';
import type { OpenModel } from './openModel.ts';
import { seal } from './seal.ts';

export type ImportJob = {
  file: File;
  /** The model of the whole import, whichever becomes active meanwhile. */
  model: OpenModel;
  /** Filled in as the import goes on: schema, progress, counts, timings, and in the end its state. */
  record: ImportRecord;
  signal: AbortSignal;
  /** Called after each piece of the file; may be called often. */
  onProgress(): void;
};

/** Rows of a chunk. */
const CHUNK_ROWS = 5_000;
/** Smaller files are scored before workers of their own could have started. */
const BULK_FROM_BYTES = 4 * 1024 * 1024;

/**
 * Imports a file: its head says how to read it, its pieces become blocks, each block is encoded, scored and stored, and one
 * last transaction makes them all visible. Until then, and if anything throws, nothing of it can be seen.
 * @returns the record as it is now stored
 * @throws CsvError, FileUnreadable, AbortError, and errors of the model and of storage
 */
export async function importFile(
  office: Office,
  { file, model, record, signal, onProgress }: ImportJob,
): Promise<ImportRecord> {
  const { contract } = model;
  const planned = planImport(await readPart(file, 0, HEAD_BYTES), contract);
  if ('problem' in planned) throw new CsvError(planned.problem);
  record.schema = planned.plan.schema;

  const pool = office.engines.openPool(model, file.size >= BULK_FROM_BYTES);
  const reader = createClientReader(planned.plan, contract, CHUNK_ROWS);
  const line = createAssemblyLine({ database: office.database, contract, pool, record, signal });
  const closePool = () => pool.close();
  signal.addEventListener('abort', closePool);
  try {
    for await (const bytes of fileParts(file)) {
      for (const block of timed(record, () => reader.push(bytes))) await line.take(block);
      signal.throwIfAborted();
      record.progress.doneBytes = Math.min(file.size, record.progress.doneBytes + bytes.length);
      Object.assign(record.counts, reader.counts);
      onProgress();
    }
    for (const block of timed(record, () => reader.finish())) await line.take(block);
    const chunks = await line.finish();
    if (reader.counts.read === 0) throw new CsvError({ kind: 'no-rows' });
    Object.assign(record.counts, reader.counts, summarise(office, line));
    record.engine = pool.engine;
    return await commit(office, record, {
      problems: inLineOrder(reader.rejections, [
        ...reader.problems,
        ...line.unseenProblems,
        ...line.lastRows.problems(),
      ]),
      entries: await Promise.all(
        chunks.map((chunk) =>
          sealEntry(
            batchEntry(chunk, {
              ...{ source: 'import', importId: record.id, modelVersion: contract.version },
              ...{ lastRows: line.lastRows, segments: office.administration.segments() },
            }),
          ),
        ),
      ),
    });
  } finally {
    signal.removeEventListener('abort', closePool);
    pool.close();
    await line.settle();
  }
}

function summarise(office: Office, { lastRows, unseenCategories }: AssemblyLine): Partial<ImportRecord['counts']> {
  const ids = [...lastRows.ids()];
  return {
    imported: ids.length,
    duplicates: lastRows.replaced,
    updated: ids.filter((id) => office.clients.has(id)).length,
    unseenCategories,
  };
}

/** The one moment at which an import becomes visible, with its log and its problems. */
async function commit(
  { database, log }: Office,
  record: ImportRecord,
  { problems, entries }: { problems: RowProblem[]; entries: SealedEntry[] },
): Promise<ImportRecord> {
  const sealed = await seal(problems);
  const finishedAt = Date.now();
  const total = Math.max(1, finishedAt - record.startedAt);
  const ready: ImportRecord = {
    ...record,
    state: 'ready',
    finishedAt,
    timings: { ...record.timings, total },
    progress: {
      ...record.progress,
      rowsPerSecond: Math.round((record.progress.rows * 1000) / total),
      secondsLeft: 0,
    },
  };
  await database.transaction(
    'rw',
    [database.imports, database.problems, database.forecasts, database.log, database.logDetails],
    async () => {
      await database.imports.put(ready);
      await database.forecasts.put({
        ...{ importId: record.id, modelVersion: record.modelVersion ?? '', modelName: record.modelName ?? '' },
        ...{ source: 'import', state: 'shown', madeAt: finishedAt },
      });
      await database.problems.put({ importId: record.id, sealed });
      await log.addAll(entries);
    },
  );
  return ready;
}

/** Every kept rejection and the first of the lesser problems. */
function inLineOrder(rejections: readonly RowProblem[], others: RowProblem[]): RowProblem[] {
  const byLine = (a: RowProblem, b: RowProblem) => a.line - b.line;
  return [...rejections, ...others.sort(byLine).slice(0, PROBLEMS_KEPT)].sort(byLine);
}

function timed<T>({ timings }: ImportRecord, run: () => T): T {
  const started = performance.now();
  const result = run();
  timings.parse += performance.now() - started;
  return result;
}
