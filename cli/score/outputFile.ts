import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT, Refusal, refusing } from './exit.ts';

/** A file that appears when it is complete. Until `keep` there is only a temporary one beside it, gone when the process is. */
export type OutputFile = {
  /** Resolves when the text has been handed to the system, so that whoever waits for it never piles up text. */
  write(text: string): Promise<void>;
  /** Puts the file in its place, over what was there. */
  keep(): Promise<void>;
  /** Leaves things as they were; does nothing after `keep`. */
  discard(): Promise<void>;
};

/**
 * @param inputs files that must not be written over
 * @throws Refusal when the path is one of the inputs, or no place for a file
 */
export async function createOutputFile(path: string, inputs: readonly string[]): Promise<OutputFile> {
  const found = await identify(path);
  if (found && !found.isFile)
    throw new Refusal(EXIT.usage, `${path} is no ordinary file: the result cannot take its place.`);
  for (const input of inputs) {
    if (found && (await identify(input))?.identity === found.identity)
      throw new Refusal(EXIT.usage, `${path} is read by this command: choose another file for the result.`);
  }
  return refusing(EXIT.other, 'The result cannot be written', () => createFile(found?.path ?? path, found?.mode));
}

/** What stands at a path, links followed; null when nothing does. */
async function identify(path: string) {
  try {
    const stats = await stat(path, { bigint: true });
    return {
      path: await realpath(path),
      identity: `${stats.dev}:${stats.ino}`,
      isFile: stats.isFile(),
      mode: Number(stats.mode) & 0o777,
    };
  } catch {
    return null;
  }
}

async function createFile(path: string, mode = 0o666): Promise<OutputFile> {
  const temporary = join(dirname(path), `.score-${randomBytes(6).toString('hex')}.part`);
  const handle = await open(temporary, 'wx', mode);
  const removeNow = () => rmSync(temporary, { force: true });
  process.once('exit', removeNow);
  let isKept = false;
  const writing = <T>(step: () => Promise<T>) => refusing(EXIT.other, 'The result cannot be written', step);
  return {
    write: (text) => writing(() => handle.writeFile(text)),
    keep: () =>
      writing(async () => {
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
        isKept = true;
        process.off('exit', removeNow);
      }),
    discard: async () => {
      if (isKept) return;
      process.off('exit', removeNow);
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}
