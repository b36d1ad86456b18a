import type { Page } from '@playwright/test';
import { installModelGate } from '../modelGate.ts';
import { expect } from './app.ts';

/** The gate before the model workers of a page, which holds work for many clients. */
export type PageGate = {
  open(): Promise<void>;
  /** Waits until a call is held. */
  reached(): Promise<void>;
};

/** Closes the gate of the open page after `passing` more calls. A reload removes the gate. */
export async function closeGate(page: Page, passing = 0): Promise<PageGate> {
  const dataWorker = () => page.workers().find((worker) => worker.url().includes('data.worker'));
  await expect.poll(() => dataWorker()?.url(), 'the data worker of the page').toBeDefined();
  const gate = await dataWorker()!.evaluateHandle(installModelGate);
  await gate.evaluate(({ close }, calls) => close(calls), passing);
  return {
    open: () => gate.evaluate(({ open }) => open()),
    reached: () => expect.poll(() => gate.evaluate(({ held }) => held()), 'calls at the gate').toBeGreaterThan(0),
  };
}
