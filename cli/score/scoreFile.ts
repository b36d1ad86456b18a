import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ClientBlock, encodeBlock } from '../../src/core/clients/clientBlock.ts';
import { planImport } from '../../src/core/csv/detect/planImport.ts';
import type { FilePart } from '../../src/core/csv/gunzip.ts';
import { withoutActualIncomes } from '../../src/core/csv/importPlan.ts';
import { createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { CsvError } from '../../src/core/csv/report.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { FileCommand } from './arguments.ts';
import { createForecastLines } from './forecastLines.ts';
import { inputParts } from './inputFile.ts';
import { type CliIo, EXIT, type ExitCode, orRefuse, Refusal } from './io.ts';
import { modelPath, openModel } from './model.ts';
import { createOutputFile, type OutputFile } from './outputFile.ts';
import { createProgress } from './progress.ts';
import { createReport } from './report.ts';

/** Rows of a block; fewer with very many features. */
const BLOCK_ROWS = 2_000;
const BLOCK_NUMBERS = 500_000;
/** Fewer rows when explaining, which is slow, so that progress shows. */
const EXPLAINED_ROWS = 500;
/** Bytes parsed at once: with few columns, a little text makes many blocks. */
const SLICE_BYTES = 64 * 1024;

/** Scores a file of any size into a result file that appears only when it is complete. */
export async function scoreFile(command: FileCommand, io: CliIo): Promise<ExitCode> {
  const path = resolve(io.folder, command.csv);
  const modelFile = command.model === null ? null : modelPath(command.model, io);
  const output = await createOutputFile(resolve(io.folder, command.out), modelFile ? [path, modelFile] : [path]);
  try {
    const input = await orRefuse(EXIT.file, 'The file cannot be read', () => open(path));
    const parts = inputParts(input);
    try {
      const model = await openModel(command.model, io);
      if (command.withInterval && !model.hasInterval) {
        throw new Refusal(EXIT.model, 'The model has no intervals: run it without --interval.');
      }
      const { size } = await input.stat();
      return await stream({ parts, sizeBytes: size, model, output, command, io });
    } finally {
      await parts.return(undefined);
      await input.close();
    }
  } finally {
    await output.abandon();
  }
}

type Stream = {
  parts: AsyncGenerator<FilePart, undefined>;
  /** Size of the file, compressed or not; 0 = unknown, as for a pipe. */
  sizeBytes: number;
  model: Calculator;
  output: OutputFile;
  command: FileCommand;
  io: CliIo;
};

/**
 * Splits each part into blocks, and encodes, scores and writes every block before the next part is read, so that memory
 * does not grow with the file.
 */
async function stream({ parts, sizeBytes, model, output, command, io }: Stream): Promise<ExitCode> {
  const { contract } = model;
  const head = await parts.next();
  const planned = planImport(head.value?.bytes ?? new Uint8Array(), contract);
  if ('problem' in planned) throw new CsvError(planned.problem);

  // The output has no column for actual incomes.
  const plan = withoutActualIncomes(planned.plan);
  const reader = createClientReader(plan, contract, blockRows(contract.features.length, command.reasons));
  const forecasts = createForecastLines(model, command);
  const report = createReport(plan.schema, contract, io);
  const progress = createProgress(io, sizeBytes);
  const score = async (blocks: ClientBlock[]) => {
    for (const block of blocks) {
      const encoded = encodeBlock(block, contract);
      report.add(encoded);
      await output.write(await forecasts.linesFor(block.ids, encoded.matrix));
      progress.addRows(block.rows);
      reader.reuse(block);
    }
  };
  try {
    await output.write(forecasts.header);
    for (let part = head; !part.done; part = await parts.next()) {
      const { bytes, readBytes } = part.value;
      for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
        await score(reader.push(bytes.subarray(start, start + SLICE_BYTES)));
      }
      progress.readTo(readBytes);
    }
    await score(reader.finish());
    if (reader.counts.read === 0) throw new CsvError({ kind: 'no-rows' });
    await output.finish();
  } finally {
    progress.end();
  }
  report.write(reader);
  return reader.counts.rejected > 0 ? EXIT.someRejected : EXIT.ok;
}

function blockRows(features: number, reasons: number): number {
  const most = reasons > 0 ? EXPLAINED_ROWS : BLOCK_ROWS;
  return Math.max(1, Math.min(most, Math.floor(BLOCK_NUMBERS / features)));
}
