import { type ClientBlock, encodeBlock } from '../../src/core/clients/clientBlock.ts';
import { HEAD_BYTES, planInspected } from '../../src/core/csv/detect/planImport.ts';
import type { FilePart } from '../../src/core/csv/gunzip.ts';
import { type ImportPlan, withoutActualIncomes } from '../../src/core/csv/importPlan.ts';
import type { Doubt } from '../../src/core/csv/preview/tablePreview.ts';
import { type ClientReader, createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { CsvError, type FileProblem } from '../../src/core/csv/report.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { ScoreCommand } from './arguments.ts';
import { chooseReading } from './chooseReading.ts';
import { doubtsOfHead } from './doubts.ts';
import type { Input } from './files/input.ts';
import type { Output } from './files/output.ts';
import { createFindings, type Findings } from './findings.ts';
import { createForecastLines } from './forecastLines.ts';
import { type CliIo, EXIT, type ExitCode } from './io.ts';
import { createAnswers } from './json/answers.ts';
import { createProgress } from './progress.ts';
import { openTable, type TableSource } from './table.ts';

/** Rows of a block; fewer with very many features. */
const BLOCK_ROWS = 2_000;
const BLOCK_NUMBERS = 500_000;
/** Fewer rows when explaining, which is slow, so that progress shows. */
const EXPLAINED_ROWS = 500;
/** Bytes parsed at once: with few columns, a little text makes many blocks. */
const SLICE_BYTES = 64 * 1024;

/** What became of a table. */
export type Run = {
  contract: Calculator['contract'];
  sizeBytes: number;
  json: TableSource['json'];
  /** Null when the head could not be read as a table. */
  reading: { plan: ImportPlan; reader: ClientReader; doubts: readonly Doubt[] } | null;
  findings: Findings;
  /** Why the table could not be read to its end: then no file was written. */
  problem: FileProblem | null;
  /** Milliseconds. */
  timings: { read: number; score: number; total: number };
};

type Parts = { command: ScoreCommand; model: Calculator; output: Output; io: CliIo };

/** Reads and scores a table, and writes its result if it has any. @throws Refusal */
export async function scoreTable(input: Input, parts: Parts): Promise<Run> {
  const { command, model, output } = parts;
  const { contract } = model;
  const startedAt = performance.now();
  const source = await openTable(input, command, contract);
  const run: Run = {
    contract,
    sizeBytes: input.sizeBytes,
    json: source.json,
    reading: null,
    findings: createFindings(contract),
    problem: null,
    timings: { read: 0, score: 0, total: 0 },
  };
  try {
    await readAndScore(source, run, parts);
    if (run.findings.clients > 0) await output.finish();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    run.problem = error.problem;
  } finally {
    await source.parts.return(undefined);
  }
  run.timings.total = performance.now() - startedAt;
  return run;
}

/**
 * Splits each part into blocks, and encodes, scores and writes every block before the next part is read, so that memory
 * does not grow with the file.
 * @throws CsvError
 */
async function readAndScore(source: TableSource, run: Run, { command, model, output, io }: Parts): Promise<void> {
  const { contract } = model;
  const head = await source.parts.next();
  const reader = startReading(head.value, source, { run, command });
  const lines = source.json
    ? createAnswers(model, { ...source.json, language: command.language })
    : createForecastLines(model, command);
  const progress = createProgress(io, {
    sizeBytes: run.sizeBytes,
    isShown: !command.isQuiet && !(command.out === '-' && io.printsToTerminal),
  });
  const score = async (blocks: ClientBlock[]) => {
    for (const block of blocks) {
      const startedAt = performance.now();
      const encoded = encodeBlock(block, contract);
      const isFirst = run.findings.clients === 0;
      run.findings.add(block, encoded);
      const { text, unexplained } = await lines.linesFor(block, encoded.matrix);
      run.findings.addUnexplained(block, unexplained);
      await output.write(isFirst ? lines.header + text : text);
      run.timings.score += performance.now() - startedAt;
      progress.addRows(block.rows);
      reader.reuse(block);
    }
  };
  try {
    for (let part = head; !part.done; part = await source.parts.next()) {
      const { bytes, readBytes } = part.value;
      for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
        await score(timed(run, () => reader.push(bytes.subarray(start, start + SLICE_BYTES))));
      }
      progress.readTo(readBytes);
    }
    await score(timed(run, () => reader.finish()));
  } finally {
    progress.end();
  }
  if (reader.counts.read === 0) throw new CsvError({ kind: 'no-rows' });
}

/** Decides by the head how to read a table. @throws CsvError when it cannot be read */
function startReading(
  head: FilePart | undefined,
  { options }: TableSource,
  { run, command }: { run: Run; command: ScoreCommand },
): ClientReader {
  const { contract } = run;
  const bytes = head?.bytes ?? new Uint8Array();
  const inspection = chooseReading(bytes, { contract, isAll: bytes.length < HEAD_BYTES, options });
  const planned = planInspected(inspection, contract);
  if ('problem' in planned) throw new CsvError(planned.problem);
  // The result has no column for actual incomes.
  const plan = withoutActualIncomes(planned.plan);
  const isExplained = command.kind === 'json' || command.reasons > 0;
  const reader = createClientReader(plan, contract, blockRows(contract.features.length, isExplained));
  run.reading = { plan, reader, doubts: doubtsOfHead(inspection) };
  return reader;
}

function blockRows(features: number, isExplained: boolean): number {
  const most = isExplained ? EXPLAINED_ROWS : BLOCK_ROWS;
  return Math.max(1, Math.min(most, Math.floor(BLOCK_NUMBERS / features)));
}

/** Counts the time as reading. */
function timed<T>({ timings }: Run, read: () => T): T {
  const startedAt = performance.now();
  const result = read();
  timings.read += performance.now() - startedAt;
  return result;
}

/** How a run ended: the worst that happened. */
export function exitCodeOf({ problem, reading, findings }: Run): ExitCode {
  if (problem || !reading) return EXIT.file;
  if (findings.clients === 0) return EXIT.nothingWritten;
  if (findings.unreadableFeatures(reading.reader.unreadable).length > 0) return EXIT.unreadableColumn;
  const isPartial = reading.reader.counts.rejected > 0 || findings.unexplained.rows > 0;
  return isPartial ? EXIT.someRejected : EXIT.ok;
}
