import { failureName } from '../../../../src/core/failures.ts';
import type { EngineTrial } from '../engine.api.ts';

/** How both engines are called: a matrix, which is transferred, gives one array per part. */
export type RunRows = (matrix: Float32Array) => Promise<readonly Float32Array[]>;

/** Largest relative difference at which two engines count as the same. */
export const ENGINE_TOLERANCE = 1e-6;

const TRIAL_MS = 500;
/** A shorter run measures the call rather than the engine. */
const RUN_MS = 60;
const FIRST_ROWS = 64;

/**
 * The one-second trial: both engines forecast the same rows for half a second each, after a warm-up in which shaders
 * are compiled. Run it when nothing else is computing, once for each model and browser, and remember the verdict.
 *
 * Both functions must include the conversion of sums to forecasts, and `wasm` must be the pool that scores imports: the
 * verdict compares these two. A failure of `wasm` rejects; a failure of `gpu` gives the verdict `unavailable`. The
 * engine stays open: close it unless it is used afterwards.
 *
 * @param gpu the engine, or a promise of it
 * @param matrix real rows × features; a few thousand rows are enough. Not transferred.
 */
export async function compareEngines({
  gpu,
  wasm,
  matrix,
  featureCount,
}: {
  gpu: Promise<{ run: RunRows }> | { run: RunRows };
  wasm: RunRows;
  matrix: Float32Array;
  featureCount: number;
}): Promise<EngineTrial> {
  const rowsOf = (count: number) => matrix.slice(0, count * featureCount);
  const rows = matrix.length / featureCount;
  const trial = { wasmRowsPerSecond: 0, gpuRowsPerSecond: 0, worstRelative: 0, failure: null };
  let onGpu: Measured;
  try {
    const engine = await gpu;
    onGpu = await measure(engine.run, rowsOf, rows);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { ...trial, verdict: 'unavailable', failure: { name: failureName(name), message } };
  }
  const onWasm = await measure(wasm, rowsOf, rows);
  const worstRelative = worstDifference(onGpu.forecasts, onWasm.forecasts);
  const speed = onGpu.rowsPerSecond > onWasm.rowsPerSecond ? 'faster' : 'slower';
  return {
    verdict: worstRelative <= ENGINE_TOLERANCE ? speed : 'different',
    wasmRowsPerSecond: onWasm.rowsPerSecond,
    gpuRowsPerSecond: onGpu.rowsPerSecond,
    worstRelative,
    failure: null,
  };
}

type Measured = { rowsPerSecond: number; forecasts: readonly Float32Array[] };

/** Warms up with growing portions until one takes long enough to measure, then repeats that portion. */
async function measure(run: RunRows, rowsOf: (count: number) => Float32Array, rows: number): Promise<Measured> {
  let portion = Math.min(FIRST_ROWS, rows);
  let forecasts = await run(rowsOf(portion));
  for (let ms = 0; ms < RUN_MS; ) {
    const start = performance.now();
    forecasts = await run(rowsOf(portion));
    ms = performance.now() - start;
    if (portion === rows) break;
    if (ms < RUN_MS) portion = Math.min(rows, portion * 4);
  }
  let done = 0;
  let ms = 0;
  for (const start = performance.now(); ms < TRIAL_MS; ms = performance.now() - start) {
    await run(rowsOf(portion));
    done += portion;
  }
  return { rowsPerSecond: (done / ms) * 1000, forecasts };
}

/** Over the rows that both have forecast. Infinity when a value is not a number, or a part is missing. */
export function worstDifference(left: readonly Float32Array[], right: readonly Float32Array[]): number {
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  return left.reduce((worst, sums, part) => {
    const others = right[part] ?? new Float32Array(0);
    return sums.subarray(0, others.length).reduce((most, sum, row) => {
      const other = others[row] as number;
      const share = Math.abs(sum - other) / Math.max(1, Math.abs(sum), Math.abs(other));
      return Number.isNaN(share) ? Number.POSITIVE_INFINITY : Math.max(most, share);
    }, worst);
  }, 0);
}
