import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXIT, orRefuse, Refusal } from './io.ts';

/**
 * A file that appears only when it is complete. Before `finish` the text is in a temporary file beside it, which is
 * deleted when the process ends.
 */
export type OutputFile = {
  /** Resolves once the system has the text, so that awaiting callers never pile up text. */
  write(text: string): Promise<void>;
  /** Moves the file to its path, replacing an existing one. */
  finish(): Promise<void>;
  /** Deletes the temporary file; does nothing after `finish`. */
  abandon(): Promise<void>;
};

/**
 * @param inputs files that must not be overwritten
 * @throws Refusal when the path is one of the inputs, not an ordinary file, or not writable
 */
export async function createOutputFile(path: string, inputs: readonly string[]): Promise<OutputFile> {
  const existing = await identify(path);
  if (existing && !existing.isFile) {
    throw new Refusal(EXIT.usage, `${path} is no ordinary file: the result cannot take its place.`);
  }
  for (const input of inputs) {
    if (existing && (await identify(input))?.identity === existing.identity) {
      throw new Refusal(EXIT.usage, `${path} is read by this command: choose another file for the result.`);
    }
  }
  return orRefuse(EXIT.other, 'The result cannot be written', () => createFile(existing?.path ?? path, existing?.mode));
}

/** The file or folder at a path, links followed; null when there is none. */
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
  let isFinished = false;
  const orRefuseWriting = <T>(step: () => Promise<T>) => orRefuse(EXIT.other, 'The result cannot be written', step);
  return {
    write: (text) => orRefuseWriting(() => handle.writeFile(text)),
    finish: () =>
      orRefuseWriting(async () => {
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
        isFinished = true;
        process.off('exit', removeNow);
      }),
    abandon: async () => {
      if (isFinished) return;
      process.off('exit', removeNow);
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}
