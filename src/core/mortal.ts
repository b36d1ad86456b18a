/**
 * A worker that died answers nothing: a Comlink call to it would stay pending for ever. So each call races its death and
 * is rejected with an Error named `ModelStopped` when the worker reports an uncaught error, sends something that cannot be
 * read, or is killed. A worker that reported an error is ended: half alive is not alive.
 * @param remote the Comlink remote of `worker`
 * @returns `api` in place of the remote; `died`, which resolves to the error once and never rejects; `kill`
 */
export function callMortal<Api>(worker: MortalWorker, remote: Api): Mortal<Api> {
  const pending = new Set<(death: Error) => void>();
  let death: Error | undefined;
  let announce: (death: Error) => void = () => {};
  const died = new Promise<Error>((resolve) => {
    announce = resolve;
  });

  function die(reason: string): void {
    if (death) return;
    death = Object.assign(new Error(reason), { name: 'ModelStopped' });
    worker.terminate();
    for (const reject of pending) reject(death);
    pending.clear();
    announce(death);
  }
  worker.addEventListener('error', (event) =>
    die(`the worker failed: ${(event as { message?: string }).message ?? '?'}`),
  );
  worker.addEventListener('messageerror', () => die('the worker sent what cannot be read'));

  function call(method: (...args: unknown[]) => Promise<unknown>, args: unknown[]): Promise<unknown> {
    if (death) return Promise.reject(death);
    return new Promise((resolve, reject) => {
      pending.add(reject);
      method(...args)
        .then(resolve, reject)
        .finally(() => pending.delete(reject));
    });
  }

  const api = new Proxy({} as object, {
    get(_, name) {
      // An object with a `then` would be taken for a promise by `await`.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return (...args: unknown[]) => call((remote as Remote)[name] as Remote[string], args);
    },
  });
  return { api: api as Api, died, kill: () => die('the worker was stopped') };
}

export type Mortal<Api> = { api: Api; died: Promise<Error>; kill(): void };

/** What is needed of a `Worker`. */
export type MortalWorker = {
  addEventListener(type: 'error' | 'messageerror', listener: (event: object) => void): void;
  terminate(): void;
};

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;
