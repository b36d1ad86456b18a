import { type FailureName, failWith } from '../failures.ts';

/**
 * Makes the calls to a worker fail when the worker dies: a Comlink call to a dead worker would stay pending forever. A
 * worker counts as dead when it reports an uncaught error, sends something that cannot be read, or is killed. A worker
 * that reported an error is ended, because half of it may still run.
 * @param remote the Comlink remote of `worker`; its methods may be grouped (`remote.imports.start`)
 * @param failureName the name of the Error with which calls are rejected after the death
 * @returns `api`, which replaces the remote; `died`, which resolves to the error once and never rejects; `kill`
 */
export function guardWorker<Api>(worker: WorkerLike, remote: unknown, failureName: FailureName): GuardedWorker<Api> {
  const pending = new Set<(death: Error) => void>();
  let death: Error | undefined;
  let announce: (death: Error) => void = () => {};
  const died = new Promise<Error>((resolve) => {
    announce = resolve;
  });

  function die(reason: string): void {
    if (death) return;
    death = failWith(failureName, reason);
    worker.terminate();
    for (const reject of pending) reject(death);
    pending.clear();
    announce(death);
  }
  worker.addEventListener('error', (event) =>
    die(`the worker failed: ${(event as { message?: string }).message ?? '?'}`),
  );
  worker.addEventListener('messageerror', () => die('the worker sent what cannot be read'));

  function call(path: readonly string[], args: unknown[]): Promise<unknown> {
    if (death) return Promise.reject(death);
    return new Promise((resolve, reject) => {
      pending.add(reject);
      methodAt(
        remote,
        path,
      )(...args)
        .then(resolve, reject)
        .finally(() => pending.delete(reject));
    });
  }

  const guard = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get(_, name) {
        // `await` would take an object with a `then` for a promise.
        return typeof name === 'symbol' || name === 'then' ? undefined : guard([...path, name]);
      },
      apply: (_, __, args) => call(path, args),
    });
  return { api: guard([]) as Api, died, kill: () => die('the worker was stopped') };
}

/** A worker whose calls fail when it dies. */
export type GuardedWorker<Api> = { api: Api; died: Promise<Error>; kill(): void };

/** The part of a `Worker` that is used. */
export type WorkerLike = {
  addEventListener(type: 'error' | 'messageerror', listener: (event: object) => void): void;
  terminate(): void;
};

type Method = (...args: unknown[]) => Promise<unknown>;

function methodAt(remote: unknown, path: readonly string[]): Method {
  return path.reduce((target, name) => (target as Record<string, unknown>)[name], remote) as Method;
}
