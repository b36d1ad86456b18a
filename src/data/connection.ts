import * as Comlink from 'comlink';
import { startTransition } from 'react';
import type { AppState, DataApi, DataEvent } from '../../workers/data.api.ts';
import { guardWorker } from '../core/machine/guardWorker.ts';

/** The page's connection to the data worker. The next call replaces a worker that has died. */
type Connection = { api: DataApi; ready: Promise<AppState> };

let connection: Connection | null = null;
const listeners = new Set<(event: DataEvent) => void>();

function connect(): Connection {
  const worker = new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' });
  const { api, died } = guardWorker<DataApi>(worker, Comlink.wrap(worker), 'DataStopped');
  void died.then(() => {
    connection = null;
  });
  const ready = api.open(document.baseURI);
  ready.then(() => api.watch(Comlink.proxy(notifyListeners))).catch(() => {});
  return { api, ready };
}

/** Runs in a transition, so that events do not block typing. */
function notifyListeners(event: DataEvent): void {
  startTransition(() => {
    for (const listener of listeners) listener(event);
  });
}

/** Calls the data worker after it has opened. */
export async function ask<T>(question: (api: DataApi) => Promise<T>): Promise<T> {
  connection ??= connect();
  const { api, ready } = connection;
  await ready;
  return question(api);
}

/** The answer of `open`: how many clients there are, what was cleaned up, whether the model can be used. */
export async function appState(): Promise<AppState> {
  connection ??= connect();
  return connection.ready;
}

/** Calls the listener at every change of the data. The returned function ends that. */
export function listen(listener: (event: DataEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
