import type { TensorGraph } from '../src/core/onnx/tensorGraph/tensorGraph.ts';

/**
 * The GPU worker: sums of trees by WebGPU, for whoever has a graphics card worth it. It is started only when asked for,
 * and everything that it does the model worker can do too, with the same numbers.
 *
 * Errors by name: `EngineUnavailable` (there is no WebGPU here, its runtime cannot be fetched, the graphics device was
 * lost or failed), `ModelMissing` (nothing is loaded), `RangeError` (a matrix of the wrong size). After
 * `EngineUnavailable` the worker is of no more use: end it.
 */
export type GpuApi = {
  /** Makes the graph of `writeTensorGraph` ready, once in a worker's life. Its file is transferred. */
  load(graph: TensorGraph): Promise<GpuAdapterFacts>;
  /**
   * One array for each of the graph's parts with a sum for each row: raw sums of the trees, bit for bit those of the
   * model worker.
   * @param matrix rows × features, NaN for missing, transferred
   */
  run(matrix: Float32Array): Promise<Float32Array[]>;
};

/** What the browser tells of the graphics adapter; it may keep any of the texts empty. */
export type GpuAdapterFacts = {
  vendor: string;
  architecture: string;
  description: string;
  /** An adapter in software: correct, and slower than the model worker. */
  isFallback: boolean;
};
