import type { Contract } from '../src/core/contract.ts';

/**
 * The model worker: the calculator. It knows no banking: matrices in, numbers out. A matrix is a `Float32Array` of
 * rows × features in row-major order with NaN for missing, transferred, so the caller's copy is gone after the call.
 *
 * Errors by name: `ModelCorrupt` (the file is damaged or of an unknown kind), `ModelMissing` (no model is loaded yet),
 * `ModelStopped` (the worker died, which the caller's end of the wire raises, or its runtime failed for good: start a new
 * worker), `RangeError` (a matrix of the wrong size), `ExplanationMismatch` (a row's contributions do not add up to its
 * forecast within 1e-4 of it, or of 1 rouble).
 */
export type ModelApi = {
  /**
   * Makes the model ready. The SHA-256 of `bytes` is compared with `sha256` (hex) before anything else looks at them;
   * about one randomly damaged model in nine loads and gives wrong numbers. A file that is refused changes nothing: a
   * model loaded before stays in use.
   */
  load(bytes: Uint8Array, sha256: string): Promise<LoadedModel>;
  /** Forecasts in roubles, one for each row; the same bits for every batch size. */
  predict(matrix: Float32Array): Promise<Forecasts>;
  /** Exact path-dependent SHAP beside the forecast of the same rows. */
  explain(matrix: Float32Array): Promise<Explanations>;
};

export type LoadedModel = {
  contract: Contract;
  /** Mean forecast over the training covers: where every explanation starts; roubles. */
  baseRub: number;
  trees: number;
  tookMs: number;
};

export type Forecasts = { income: Float32Array; tookMs: number };

export type Explanations = {
  income: Float32Array;
  /** rows × features, roubles: baseRub + the row's sum = the kernel's forecast. */
  contributions: Float32Array;
  /** The kernel's own forecast (base + contributions, summed in double precision), one for each row. */
  sums: Float64Array;
  tookMs: number;
};
