import type { ScoreCommand } from './arguments.ts';
import { inputIdentity, openInput } from './files/input.ts';
import { type Output, openOutput } from './files/output.ts';
import { type CliIo, EXIT, type ExitCode, Refusal } from './io.ts';
import { writeMessages } from './messages.ts';
import { modelPath, openModel } from './model.ts';
import { reportOf } from './report.ts';
import { exitCodeOf, type Run, scoreTable } from './scoreTable.ts';

/** Scores clients, however many, and tells how they were read. */
export async function scoreClients(command: ScoreCommand, io: CliIo): Promise<ExitCode> {
  const modelFile = command.model === null ? null : modelPath(command.model, io);
  const inputs = [await inputIdentity(command.input, io), modelFile && (await inputIdentity(modelFile, io))];
  const output = await openOutput(command.out, { io, inputs });
  let report: Output | null = null;
  try {
    report = command.report === null ? null : await openOutput(command.report, { io, inputs });
    const run = await scoreInput(command, output, io);
    const found = reportOf(run, { command, code: exitCodeOf(run) });
    await report?.write(`${JSON.stringify(found, null, 2)}\n`);
    await report?.finish();
    writeMessages(found, { warn: io.warn, isQuiet: command.isQuiet });
    return found.exitCode;
  } finally {
    await output.abandon();
    await report?.abandon();
  }
}

async function scoreInput(command: ScoreCommand, output: Output, io: CliIo): Promise<Run> {
  const input = await openInput(command.input, io);
  try {
    const model = await openModel(command.model, io);
    if (command.withInterval && !model.hasInterval)
      throw new Refusal(EXIT.model, 'The model has no intervals: run it without --interval.');
    return await scoreTable(input, { command, model, output, io });
  } finally {
    await input.close();
  }
}
