import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ClientBlock, encodeBlock } from '../../src/core/clients/clientBlock.ts';
import { planImport } from '../../src/core/csv/detect/plan.ts';
import { createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { CsvError } from '../../src/core/csv/report.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { FileOrder } from './arguments.ts';
import { EXIT, type ExitCode, Refusal, refusing } from './exit.ts';
import { createForecaster } from './forecastLines.ts';
import { type InputPart, inputParts } from './inputFile.ts';
import { modelPath, openModel } from './model.ts';
import { createOutputFile, type OutputFile } from './outputFile.ts';
import { createProgress } from './progress.ts';
import { createReport } from './report.ts';
import type { CliIo } from './score.ts';

/** A block has so many clients, fewer of very many features, and fewer when explaining, which is slow: progress need not wait. */
const BLOCK_ROWS = 2_000;
const BLOCK_NUMBERS = 500_000;
const EXPLAINED_ROWS = 500;
/** So much is parsed at once: a file of few columns makes many blocks of little text. */
const SLICE_BYTES = 64 * 1024;

/** Scores a file of any size into another file, which appears when it is complete. */
export async function scoreFile(order: FileOrder, io: CliIo): Promise<ExitCode> {
  const path = resolve(io.folder, order.csv);
  const modelFile = order.model === null ? null : modelPath(order.model, io);
  const output = await createOutputFile(resolve(io.folder, order.out), modelFile ? [path, modelFile] : [path]);
  try {
    const input = await refusing(EXIT.file, 'The file cannot be read', () => open(path));
    const parts = inputParts(input);
    try {
      const model = await openModel(order.model, io);
      if (order.withInterval && !model.hasInterval)
        throw new Refusal(EXIT.model, 'The model has no intervals: run it without --interval.');
      const { size } = await input.stat();
      return await stream({ parts, sizeBytes: size, model, output, order, io });
    } finally {
      await parts.return(undefined);
      await input.close();
    }
  } finally {
    await output.discard();
  }
}

type Stream = {
  parts: AsyncGenerator<InputPart, undefined>;
  /** Of the file, compressed or not; 0 = unknown, as of a pipe. */
  sizeBytes: number;
  model: Calculator;
  output: OutputFile;
  order: FileOrder;
  io: CliIo;
};

/**
 * Each piece read becomes blocks, each block is encoded, scored and written before the next piece is read, so memory does not
 * grow with the file.
 */
async function stream({ parts, sizeBytes, model, output, order, io }: Stream): Promise<ExitCode> {
  const { contract } = model;
  const head = await parts.next();
  const planned = planImport(head.value?.bytes ?? new Uint8Array(), contract);
  if ('problem' in planned) throw new CsvError(planned.problem);

  // Whoever scores a file has no use for the answer.
  const plan = { ...planned.plan, actualColumn: -1 };
  const reader = createClientReader(plan, contract, blockRows(contract.features.length, order.reasons));
  const forecaster = createForecaster(model, order);
  const report = createReport(plan.schema, contract, io);
  const progress = createProgress(io, sizeBytes);
  const take = async (blocks: ClientBlock[]) => {
    for (const block of blocks) {
      const encoded = encodeBlock(block, contract);
      report.add(encoded);
      await output.write(await forecaster.lines(block.ids, encoded.matrix));
      progress.addRows(block.rows);
      reader.reuse(block);
    }
  };
  try {
    await output.write(forecaster.header);
    for (let part = head; !part.done; part = await parts.next()) {
      const { bytes, readBytes } = part.value;
      for (let at = 0; at < bytes.length; at += SLICE_BYTES)
        await take(reader.push(bytes.subarray(at, at + SLICE_BYTES)));
      progress.readTo(readBytes);
    }
    await take(reader.finish());
    if (reader.counts.read === 0) throw new CsvError({ kind: 'no-rows' });
    await output.keep();
  } finally {
    progress.end();
  }
  report.tell(reader);
  return reader.counts.rejected > 0 ? EXIT.someRejected : EXIT.ok;
}

function blockRows(features: number, reasons: number): number {
  return Math.max(1, Math.min(reasons > 0 ? EXPLAINED_ROWS : BLOCK_ROWS, Math.floor(BLOCK_NUMBERS / features)));
}
