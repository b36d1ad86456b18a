import type { Failure } from '../../../src/core/failures.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { GpuAdapterFacts } from '../../gpu.api.ts';
import type { ForecastEngine } from '../storage/importRecord.api.ts';

export type EngineApi = {
  /** What computes the forecasts of many clients, here and in all tabs of this browser. */
  get(): Promise<EngineState>;
  choose(engine: ForecastEngine): Promise<void>;
  /**
   * Lets both engines forecast stored clients for half a second each; WebGPU is chosen when it proves faster, and left
   * when not. The first time it fetches 27 MB. Throws `Busy` while an import or a re-scoring runs.
   */
  runTrial(): Promise<Outcome<EngineTrial, EngineTrialProblem>>;
};

export type EngineState = {
  /** What staff have chosen, or a trial has. */
  chosen: ForecastEngine;
  /** The card in use, once it has been started in this tab. */
  adapter: GpuAdapterFacts | null;
  /** Why the processor stood in for the card the last time; null when it did not have to. */
  failure: Failure | null;
  /** Whether our own kernel was found to sum otherwise than ONNX Runtime in this tab, which then stood in for it. */
  isKernelMistrusted: boolean;
};

export type EngineTrial = {
  /**
   * `faster` and `slower` say what WebGPU is beside the model workers; only with `faster` is it worth using.
   * `different`: its numbers are others by more than they may be, so it must not be used on this device. `unavailable`:
   * it did not start, or failed on the way.
   */
  verdict: 'faster' | 'slower' | 'different' | 'unavailable';
  /** 0 when not measured. */
  wasmRowsPerSecond: number;
  gpuRowsPerSecond: number;
  /** The largest difference seen between the two, as a share of the forecast, or of 1 where that is less. */
  worstRelative: number;
  /** Why WebGPU is unavailable. */
  failure: Failure | null;
};

/** Why there can be no trial. */
export type EngineTrialProblem = { kind: 'no-clients' };
