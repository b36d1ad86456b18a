/** What the command reads from and writes to. */
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
  /** A clock, in milliseconds from any start. */
  now(): number;
};

/** What a script can rely on; `--help` says it in words. */
export const EXIT = { ok: 0, someRejected: 1, usage: 2, file: 3, model: 4, other: 5 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why the command ends here, in words, and the exit code that says so. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Runs one step.
 * @param what begins the message
 * @throws Refusal with this code for whatever the step throws, but for a Refusal of its own
 */
export async function orRefuse<T>(code: ExitCode, what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(code, `${what}: ${error instanceof Error ? error.message : error}`);
  }
}
