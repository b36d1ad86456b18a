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

/** Runs one step, whose failure, whatever it is, is this kind of refusal. */
export async function refusing<T>(code: ExitCode, what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(code, `${what}: ${error instanceof Error ? error.message : error}`);
  }
}
