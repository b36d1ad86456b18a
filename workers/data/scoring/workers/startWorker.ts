import { wrap } from 'comlink';
import { type GuardedWorker, guardWorker } from '../../../../src/core/machine/guardWorker.ts';
import type { ModelApi } from '../../../model.api.ts';
import type { OpenModel } from '../../models/openModel.ts';

/** A model worker that is starting or has started. */
export type Starting = Promise<GuardedWorker<ModelApi>>;

/** @throws ModelCorrupt; ModelStopped when the worker does not start */
export async function startWorker({ bytes, sha256 }: Pick<OpenModel, 'bytes' | 'sha256'>): Starting {
  const worker = new Worker(new URL('../../../model.worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const guarded = guardWorker<ModelApi>(worker, wrap(worker), 'ModelStopped');
  try {
    await guarded.api.load(bytes, sha256);
    return guarded;
  } catch (error) {
    // A worker whose runtime failed once never recovers.
    guarded.kill();
    throw error;
  }
}

export function endWorker(starting: Starting): void {
  starting.then(
    ({ kill }) => kill(),
    () => {},
  );
}
