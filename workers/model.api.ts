import type { Unexplained } from '../src/core/explain/explanation.ts';

/**
 * The model worker computes: matrices in, numbers out, no banking. A matrix is a `Float32Array` of rows × features in
 * row-major order with NaN for missing, transferred, so the caller's copy is gone after the call.
 *
 * Errors by name: `ModelCorrupt` (the file is damaged or of an unknown kind), `ModelMissing` (no model is loaded yet),
 * `ModelStopped` (the worker died, as the caller's end of the wire reports, or its runtime failed permanently: start a
 * new worker), `RangeError` (a matrix of the wrong size), `NoCovers` (the file has no training row counts of the tree
 * nodes: it forecasts, but cannot be explained exactly).
 */
export type ModelApi = {
  /**
   * Loads the model. The SHA-256 of `bytes` is compared with `sha256` (hex) before the bytes are used; about one
   * randomly damaged model in nine loads and gives wrong numbers. A refused file changes nothing: an earlier model
   * stays in use.
   */
  load(bytes: Uint8Array, sha256: string): Promise<{ tookMs: number }>;
  /** Forecasts for each row; the same bits for every batch size. */
  predict(matrix: Float32Array): Promise<Predictions>;
  /**
   * Forecasts of rows whose trees the GPU worker has summed: the same bits as `predict`.
   * @param sums one array for each output of the model, in the order of its graph; transferred
   */
  fromSums(sums: Float32Array[]): Promise<Forecasts>;
  /**
   * Exact path-dependent SHAP beside the forecast of the same rows.
   * @param known earlier results of `predict` for these rows, transferred: the rows are then not forecast again, the
   * contributions are compared with these numbers, and the answer has no interval
   */
  explain(matrix: Float32Array, known?: Float32Array<ArrayBuffer>): Promise<Explanations>;
};

/**
 * What summed the trees of many rows. `kernel`: our kernel; ONNX Runtime also sums the first rows of every call, to the
 * same bits. `runtime`: ONNX Runtime alone, since rows are few or the kernel cannot run here. `runtime-instead`: ONNX
 * Runtime, because the kernel's sums differed, which should never happen.
 */
export type SummedBy = 'kernel' | 'runtime' | 'runtime-instead';

/** Roubles, one number for each row; p10 ≤ income ≤ p90. */
export type Forecasts = {
  income: Float32Array<ArrayBuffer>;
  /** Eight of ten incomes are inside; null for a model without intervals. */
  interval: { p10: Float32Array<ArrayBuffer>; p90: Float32Array<ArrayBuffer> } | null;
  tookMs: number;
};

export type Predictions = Forecasts & { summedBy: SummedBy };

export type Explanations = Forecasts & {
  /** Base value of every explanation: the mean forecast over the covers. */
  baseRub: number;
  /** rows × features, roubles: baseRub + the row's sum = the kernel's forecast. */
  contributions: Float32Array<ArrayBuffer>;
  /** The kernel's own forecast (base + contributions, summed in double precision), one for each row. */
  sums: Float64Array<ArrayBuffer>;
  /** Rows whose contributions do not add up to their forecast, so that they explain nothing; as a rule none. */
  unexplained: Unexplained[];
  /** The kernel that explained: WebAssembly with 128-bit vectors, or the plain version where there are none. */
  shapKernel: 'simd' | 'plain';
};
