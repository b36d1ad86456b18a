import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CliIo, EXIT, orRefuse, Refusal } from '../io.ts';
import { identityOf, openStream, placeOf } from './paths.ts';

/**
 * Where a result goes. A file appears only when it is complete: before `finish` the text is in a temporary file beside
 * it, which is deleted when the process ends. A pipe, a device or standard output gets the text at once.
 */
export type Output = {
  /** Resolves once the system has the text, so that awaiting callers never pile up text. */
  write(text: string): Promise<void>;
  /** Moves the file to its path, replacing an existing one. */
  finish(): Promise<void>;
  /** Leaves what was there; does nothing after `finish`. */
  abandon(): Promise<void>;
};

/** @param inputs identities of the files that are read: they must not be written */
type OutputOptions = { io: Pick<CliIo, 'folder' | 'print'>; inputs: readonly (string | null)[] };

/**
 * @param given a path as on the command line; `-` = standard output
 * @throws Refusal when the path is one of the inputs, a folder, or not writable
 */
export function openOutput(given: string, { io, inputs }: OutputOptions): Promise<Output> {
  return orRefuse(EXIT.other, 'The result cannot be written', async () => {
    const place = await placeOf(given, io.folder, 1);
    const identity = await identityOf(place, 1);
    if (identity !== null && inputs.includes(identity))
      throw new Refusal(EXIT.usage, `${given} is read by this command: choose another file for the result.`);
    switch (place.kind) {
      case 'standard':
        return standardOutput(io);
      case 'stream':
        return streamedOutput(place.path);
      case 'file':
        return createFile(place.path, place.mode ?? 0o666);
      case 'other':
        throw new Refusal(EXIT.usage, `${given} is no file, pipe or device: the result cannot go there.`);
    }
  });
}

function writing<T>(step: () => Promise<T>): Promise<T> {
  return orRefuse(EXIT.other, 'The result cannot be written', step);
}

function standardOutput({ print }: Pick<CliIo, 'print'>): Output {
  return { write: (text) => writing(() => print(text)), finish: async () => {}, abandon: async () => {} };
}

async function streamedOutput(path: string): Promise<Output> {
  const handle = await openStream(path);
  return {
    write: (text) => writing(() => handle.writeFile(text)),
    finish: () => writing(() => handle.close()),
    abandon: () => handle.close(),
  };
}

async function createFile(path: string, mode: number): Promise<Output> {
  const temporary = join(dirname(path), `.score-${randomBytes(6).toString('hex')}.part`);
  const handle = await open(temporary, 'wx', mode);
  const removeNow = () => rmSync(temporary, { force: true });
  process.once('exit', removeNow);
  let isFinished = false;
  return {
    write: (text) => writing(() => handle.writeFile(text)),
    finish: () =>
      writing(async () => {
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
