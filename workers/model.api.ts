/**
 * The model worker: the calculator. It knows no banking: matrices in, numbers out. A matrix is a `Float32Array` of
 * rows × features in row-major order with NaN for missing, transferred, so the caller's copy is gone after the call.
 *
 * Errors by name: `ModelCorrupt` (the file is damaged or of an unknown kind), `ModelMissing` (no model is loaded yet),
 * `ModelStopped` (the worker died, which the caller's end of the wire raises, or its runtime failed for good: start a
 * new worker), `RangeError` (a matrix of the wrong size), `NoCovers` (the file does not say how the training rows
 * spread over the trees: it forecasts, but cannot be explained exactly), `ExplanationMismatch` (a row's contributions
 * do not add up to its forecast within 1e-4 of it, or of 1 rouble).
 */
export type ModelApi = {
  /**
   * Makes the model ready. The SHA-256 of `bytes` is compared with `sha256` (hex) before anything else looks at them;
   * about one randomly damaged model in nine loads and gives wrong numbers. A file that is refused changes nothing: a
   * model loaded before stays in use.
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
   * @param known what `predict` said of these rows before, transferred: then they are not forecast again, the
   * contributions must add up to these numbers, and the answer has no interval
   */
  explain(matrix: Float32Array, known?: Float32Array<ArrayBuffer>): Promise<Explanations>;
};

/**
 * What summed the trees of many rows: our kernel, whose first rows of every call ONNX Runtime sums as well, to the same
 * bits; ONNX Runtime alone, since rows are few or the kernel cannot run here; or ONNX Runtime because the kernel's sums
 * were others, which it should never see.
 */
export type SummedBy = 'kernel' | 'runtime' | 'runtime-instead';

/** Roubles, one number for each row; p10 ≤ income ≤ p90. */
export type Forecasts = {
  income: Float32Array<ArrayBuffer>;
  /** Between them eight of ten incomes lie; null for a model without. */
  interval: { p10: Float32Array<ArrayBuffer>; p90: Float32Array<ArrayBuffer> } | null;
  tookMs: number;
};

export type Predictions = Forecasts & { summedBy: SummedBy };

export type Explanations = Forecasts & {
  /** Mean forecast over the covers, where every explanation starts. */
  baseRub: number;
  /** rows × features, roubles: baseRub + the row's sum = the kernel's forecast. */
  contributions: Float32Array<ArrayBuffer>;
  /** The kernel's own forecast (base + contributions, summed in double precision), one for each row. */
  sums: Float64Array<ArrayBuffer>;
  /** What explained: WebAssembly with 128-bit vectors, or the plain version where there are none. */
  shapKernel: 'simd' | 'plain';
};
