import * as Comlink from 'comlink';
import { startTransition } from 'react';
import type { DataApi, DataEvent } from '../workers/data.api.ts';
import { callMortal } from './core/mortal.ts';

/** The page's end of the wire to the data worker. A worker that died is replaced at the next call. */
type Office = { api: Comlink.Remote<DataApi>; ready: Promise<unknown> };

let office: Office | null = null;
const listeners = new Set<(event: DataEvent) => void>();

function start(): Office {
  const worker = new Worker(new URL('../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' });
  const { api, died } = callMortal(worker, Comlink.wrap<DataApi>(worker));
  void died.then(() => {
    office = null;
  });
  const ready = api.open(document.baseURI);
  ready.then(() => api.watch(Comlink.proxy(announce))).catch(() => {});
  return { api, ready };
}

/** In a transition: news must not hold up typing. */
function announce(event: DataEvent): void {
  startTransition(() => {
    for (const listener of listeners) listener(event);
  });
}

/** Calls the data worker once it is open. */
export async function ask<T>(question: (api: Comlink.Remote<DataApi>) => Promise<T>): Promise<T> {
  office ??= start();
  const { api, ready } = office;
  await ready;
  return question(api);
}

/** What `open` answered: how many clients there are, what was cleaned up, whether the model can be used. */
export async function appState(): Promise<Awaited<ReturnType<DataApi['open']>>> {
  office ??= start();
  return (await office.ready) as Awaited<ReturnType<DataApi['open']>>;
}

/** Hears every change in the data until the returned function is called. */
export function listen(listener: (event: DataEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
