import type { Contract } from '../../src/core/contract.ts';
import { createClientReader } from '../../src/core/csv/clientReader.ts';
import { HEAD_BYTES, planImport } from '../../src/core/csv/plan.ts';
import { CsvError, PROBLEMS_KEPT, type RowProblem } from '../../src/core/csv/report.ts';
import { type Segment, segmentIndex } from '../../src/core/segments.ts';
import type { ImportRecord } from '../data.api.ts';
import { type AssemblyLine, createAssemblyLine, type ScoredChunk } from './assemblyLine.ts';
import { fileParts, readPart } from './fileParts.ts';
import { type NewEntry, type SealedEntry, sealEntry } from './log.ts';
import type { Office } from './office.ts';
import { seal } from './seal.ts';

export type ImportJob = {
  file: File;
  /** Filled in as the import goes on: schema, progress, counts, timings, and in the end its state. */
  record: ImportRecord;
  signal: AbortSignal;
  /** Called after each piece of the file; may be called often. */
  onProgress(): void;
};

/** Rows of a chunk. */
const CHUNK_ROWS = 5_000;

/**
 * Imports a file: its head says how to read it, its pieces become blocks, each block is encoded, scored and stored, and one
 * last transaction makes them all visible. Until then, and if anything throws, nothing of it can be seen.
 * @returns the record as it is now stored
 * @throws CsvError, FileUnreadable, AbortError, and errors of the model and of storage
 */
export async function importFile(
  office: Office,
  { file, record, signal, onProgress }: ImportJob,
): Promise<ImportRecord> {
  const { contract } = await office.models.active();
  const planned = planImport(await readPart(file, 0, HEAD_BYTES), contract);
  if ('problem' in planned) throw new CsvError(planned.problem);
  record.schema = planned.plan.schema;

  const pool = office.models.openPool(file.size);
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
    return await commit(office, record, {
      problems: inLineOrder(reader.rejections, [
        ...reader.problems,
        ...line.unseenProblems,
        ...line.lastRows.problems(),
      ]),
      entries: await Promise.all(
        chunks.map((chunk) =>
          sealEntry(toEntry(chunk, { record, contract, line, segments: office.administration.segments() })),
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
    [database.imports, database.problems, database.log, database.logDetails],
    async () => {
      await database.imports.put(ready);
      await database.problems.put({ importId: record.id, sealed });
      await log.addAll(entries);
    },
  );
  return ready;
}

type ChunkContext = { record: ImportRecord; contract: Contract; line: AssemblyLine; segments: readonly Segment[] };

/** One log entry for a chunk. A row that a later one replaced is no request: its forecast was never seen. */
function toEntry(chunk: ScoredChunk, { record, contract, line, segments }: ChunkContext): NewEntry {
  const { at, encodeMs: encode, predictMs: predict } = chunk;
  const rows = chunk.ids.map((_, row) => row).filter((row) => !line.lastRows.isReplaced(chunk.firstRow + row));
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const id = segments[segmentIndex(segments, chunk.incomes[row] ?? 0)]?.id ?? '';
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return {
    at,
    kind: 'batch',
    requests: rows.length,
    clientId: null,
    source: 'import',
    isSimulation: false,
    status: 'ok',
    failure: null,
    incomeRub: null,
    segmentId: null,
    segments: counts,
    importId: record.id,
    modelVersion: contract.version,
    latencyMs: encode + predict,
    predictMs: predict,
    latency: { encode, predict, explain: 0, total: encode + predict },
    inputs: null,
    changes: [],
    clientIds: rows.map((row) => chunk.ids[row] ?? ''),
  };
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
