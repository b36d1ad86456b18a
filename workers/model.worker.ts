import { expose, transfer } from 'comlink';
import { failWith } from '../src/core/failures.ts';
import { createMutex } from '../src/core/machine/mutex.ts';
import { allowOwnScripts } from '../src/core/machine/scriptUrls.ts';
import type { Explanations, Forecasts, ModelApi, Predictions } from './model.api.ts';
import { type Calculator, openCalculator } from './runtime/calculator.ts';
import { startRuntime } from './runtime/session.ts';

allowOwnScripts(self);
expose({ load, predict, fromSums, explain } satisfies ModelApi);
// ONNX Runtime compiles while the model is being fetched; its first user gets a failure.
startRuntime().catch(() => {});

let calculator: Calculator | undefined;
const mutex = createMutex();

/** A refused file changes nothing: the current model stays. */
function load(bytes: Uint8Array, sha256: string): Promise<{ tookMs: number }> {
  return inTurn(async () => {
    const opened = await openCalculator(bytes, sha256);
    await calculator?.close();
    calculator = opened;
    return {};
  });
}

function predict(matrix: Float32Array): Promise<Predictions> {
  return inTurn(async () => {
    const forecasts = await ready().predict(matrix);
    return transfer(forecasts, buffersOf(forecasts));
  });
}

function fromSums(sums: Float32Array[]): Promise<Forecasts> {
  return inTurn(async () => {
    const forecasts = await ready().fromSums(sums);
    return transfer(forecasts, buffersOf(forecasts));
  });
}

function explain(matrix: Float32Array, known?: Float32Array<ArrayBuffer>): Promise<Explanations> {
  return inTurn(async () => {
    const explained = await ready().explain(matrix, known);
    return transfer(explained, [...buffersOf(explained), explained.contributions.buffer, explained.sums.buffer]);
  });
}

function buffersOf({ income, interval }: Pick<Forecasts, 'income' | 'interval'>): ArrayBuffer[] {
  return [income, ...(interval ? [interval.p10, interval.p90] : [])].map(({ buffer }) => buffer);
}

/** Runs jobs one after the other, in the order of the calls: a model is never closed during a forecast. */
function inTurn<Answer extends object>(job: () => Promise<Answer>): Promise<Answer & { tookMs: number }> {
  return mutex(async () => {
    const start = performance.now();
    const answer = await job();
    return Object.assign(answer, { tookMs: performance.now() - start });
  });
}

function ready(): Calculator {
  if (calculator) return calculator;
  throw failWith('ModelMissing', 'no model is loaded');
}
