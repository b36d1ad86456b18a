import type { FailureName } from '../../src/core/failures.ts';
import { parseArguments } from './arguments.ts';
import { HELP } from './help.ts';
import { type CliIo, EXIT, type ExitCode, Refusal } from './io.ts';
import { scoreClients } from './scoreClients.ts';

/** The command line: arguments in, the exit code out. Never throws. */
export async function score(args: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    const command = parseArguments(args);
    switch (command.kind) {
      case 'help':
        await io.print(HELP);
        return EXIT.ok;
      case 'csv':
      case 'json':
        return await scoreClients(command, io);
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
  if (!(error instanceof Error)) return { code: EXIT.other, message: String(error) };
  if (MODEL_FAILURES.some((name) => name === error.name)) {
    return { code: EXIT.model, message: `The model cannot be used: ${error.message}` };
  }
  return { code: EXIT.other, message: error.message };
}
