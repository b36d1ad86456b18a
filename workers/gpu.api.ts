import type { TensorGraph } from '../src/core/onnx/tensorGraph/tensorGraph.ts';

/**
 * The GPU worker sums trees with WebGPU, for users with a suitable GPU. It starts only on request, and the
 * model worker can do the same work with the same numbers.
 *
 * Errors by name: `EngineUnavailable` (there is no WebGPU here, its runtime cannot be fetched, the graphics device was
 * lost or failed), `ModelMissing` (nothing is loaded), `RangeError` (a matrix of the wrong size). After
 * `EngineUnavailable` the worker is unusable: end it.
 */
export type GpuApi = {
  /** Prepares the graph of `writeTensorGraph`, once in a worker's life. Its file is transferred. */
  load(graph: TensorGraph): Promise<GpuAdapterFacts>;
  /**
   * One array for each of the graph's parts with a sum for each row: raw sums of the trees, bit for bit those of the
   * model worker.
   * @param matrix rows × features, NaN for missing, transferred
   */
  run(matrix: Float32Array): Promise<Float32Array[]>;
};

/** What the browser tells about the graphics adapter; any of the texts may be empty. */
export type GpuAdapterFacts = {
  vendor: string;
  architecture: string;
  description: string;
  /** Whether the adapter is software: correct, but slower than the model worker. */
  isFallback: boolean;
};
