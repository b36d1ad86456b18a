/** What the command reads from and writes to. */
export type CliIo = {
  /** Base of relative paths. */
  folder: string;
  /** The shipped models: `index.json` and the files it names. */
  modelsFolder: string;
  stdin: AsyncIterable<Uint8Array>;
  /** Standard output: the answer and nothing else. Resolves once the system has the text. */
  print(text: string): Promise<void>;
  /** Standard error: messages for the user. */
  warn(text: string): void;
  /** Whether standard error is a terminal. */
  isTerminal: boolean;
  /** Whether standard output is a terminal. */
  printsToTerminal: boolean;
  /** A clock, in milliseconds from any start. */
  now(): number;
};

/** Exit codes that scripts can rely on; `--help` explains them. */
export const EXIT = {
  ok: 0,
  someRejected: 1,
  usage: 2,
  file: 3,
  model: 4,
  other: 5,
  unreadableColumn: 6,
  nothingWritten: 7,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message and an exit code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The refusal of a wrong call. */
export function misuse(message: string): Refusal {
  return new Refusal(EXIT.usage, `${message}\nThe option --help explains them all.`);
}

/**
 * Runs one step.
 * @param what start of the message
 * @throws Refusal with this code for any error of the step, except a Refusal of its own
 */
export async function orRefuse<T>(code: ExitCode, what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(code, `${what}: ${error instanceof Error ? error.message : error}`);
  }
}
