import type { Failure } from '../../../src/core/failures.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { GpuAdapterFacts } from '../../gpu.api.ts';
import type { ForecastEngine } from '../storage/importRecord.api.ts';

export type EngineApi = {
  /** The engine for forecasts of many clients, shared by all tabs of this browser. */
  get(): Promise<EngineState>;
  choose(engine: ForecastEngine): Promise<void>;
  /**
   * Lets both engines forecast stored clients for half a second each, and chooses WebGPU only if it is faster. The
   * first trial downloads 27 MB. Throws `Busy` while an import or a re-scoring runs.
   */
  runTrial(): Promise<Outcome<EngineTrial, EngineTrialProblem>>;
};

export type EngineState = {
  /** The engine that staff, or a trial, has chosen. */
  chosen: ForecastEngine;
  /** The graphics adapter, once it has been started in this tab. */
  adapter: GpuAdapterFacts | null;
  /** Why the processor replaced the GPU the last time; null when it did not. */
  failure: Failure | null;
  /** Whether our own kernel's sums differed from ONNX Runtime's in this tab; ONNX Runtime then replaces the kernel. */
  isKernelMistrusted: boolean;
};

export type EngineTrial = {
  /**
   * `faster` and `slower` compare WebGPU with the model workers; only `faster` makes it worth using. `different`: its
   * numbers differ by more than the tolerance, so it must not be used on this device. `unavailable`: it did not start,
   * or failed during the trial.
   */
  verdict: 'faster' | 'slower' | 'different' | 'unavailable';
  /** 0 when not measured. */
  wasmRowsPerSecond: number;
  gpuRowsPerSecond: number;
  /** The largest difference between the two, as a share of the forecast, or of 1 for smaller forecasts. */
  worstRelative: number;
  /** Why WebGPU is unavailable. */
  failure: Failure | null;
};

/** Why there can be no trial. */
export type EngineTrialProblem = { kind: 'no-clients' };
