import { CsvError } from '../../src/core/csv/report.ts';
import type { FailureName } from '../../src/core/failures.ts';
import { HELP, parseArguments } from './arguments.ts';
import { type CliIo, EXIT, type ExitCode, Refusal } from './io.ts';
import { scoreClient } from './scoreClient.ts';
import { scoreFile } from './scoreFile.ts';
import { fileProblemText } from './words.ts';

/** The command line: arguments in, the exit code out. Never throws. */
export async function score(args: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    const command = parseArguments(args);
    switch (command.kind) {
      case 'help':
        io.print(HELP);
        return EXIT.ok;
      case 'file':
        return await scoreFile(command, io);
      case 'client':
        return await scoreClient(command, io);
    }
  } catch (error) {
    const { code, message } = toRefusal(error);
    io.warn(`${message}\n`);
    return code;
  }
}

const MODEL_FAILURES: readonly FailureName[] = ['ModelCorrupt', 'ModelStopped', 'ExplanationMismatch', 'NoCovers'];

function toRefusal(error: unknown): Pick<Refusal, 'code' | 'message'> {
  if (error instanceof Refusal) return error;
  if (error instanceof CsvError) return { code: EXIT.file, message: fileProblemText(error.problem) };
  if (!(error instanceof Error)) return { code: EXIT.other, message: String(error) };
  if (MODEL_FAILURES.some((name) => name === error.name)) {
    return { code: EXIT.model, message: `The model cannot be used: ${error.message}` };
  }
  return { code: EXIT.other, message: error.message };
}
