import { CsvError } from '../../src/core/csv/report.ts';
import { HELP, parseArguments } from './arguments.ts';
import { EXIT, type ExitCode, Refusal } from './exit.ts';
import { scoreClient } from './scoreClient.ts';
import { scoreFile } from './scoreFile.ts';
import { fileProblemText } from './words.ts';

/** What surrounds the command. */
export type CliIo = {
  /** Where relative paths begin. */
  folder: string;
  /** The models that ship: `index.json` and the files it names. */
  modelsFolder: string;
  stdin: AsyncIterable<Uint8Array>;
  /** Standard output: the answer and nothing else. */
  print(text: string): void;
  /** Standard error: words for people. */
  warn(text: string): void;
  /** Whether a person watches standard error. */
  isTerminal: boolean;
};

/** The command line: arguments in, the exit code out. Never throws. */
export async function score(args: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    const order = parseArguments(args);
    switch (order.kind) {
      case 'help':
        io.print(HELP);
        return EXIT.ok;
      case 'file':
        return await scoreFile(order, io);
      case 'client':
        return await scoreClient(order, io);
    }
  } catch (error) {
    const { code, message } = toRefusal(error);
    io.warn(`${message}\n`);
    return code;
  }
}

const MODEL_FAILURES = ['ModelCorrupt', 'ModelStopped', 'ExplanationMismatch', 'NoCovers'];

function toRefusal(error: unknown): Pick<Refusal, 'code' | 'message'> {
  if (error instanceof Refusal) return error;
  if (error instanceof CsvError) return { code: EXIT.file, message: fileProblemText(error.problem) };
  if (!(error instanceof Error)) return { code: EXIT.other, message: String(error) };
  if (MODEL_FAILURES.includes(error.name))
    return { code: EXIT.model, message: `The model cannot be used: ${error.message}` };
  return { code: EXIT.other, message: error.message };
}
