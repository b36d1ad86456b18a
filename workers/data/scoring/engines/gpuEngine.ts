import { transfer, wrap } from 'comlink';
import { guardWorker } from '../../../../src/core/machine/guardWorker.ts';
import { type TensorGraphPart, writeTensorGraph } from '../../../../src/core/onnx/tensorGraph/tensorGraph.ts';
import type { GpuAdapterFacts, GpuApi } from '../../../gpu.api.ts';

/** The model's trees on the GPU. */
export type GpuEngine = {
  adapter: GpuAdapterFacts;
  /**
   * Raw sums of each part's trees, one for each row: the same bits as the model worker's, on every device and for any
   * portions of rows.
   * @param matrix rows × features, NaN for missing; transferred
   * @throws EngineUnavailable, ModelStopped: the engine then stays closed, and the caller computes its own copy of the
   * rows on the model worker. RangeError for a matrix of the wrong size, which changes nothing.
   */
  run(matrix: Float32Array): Promise<Float32Array[]>;
  /** Ends the worker and frees the GPU's memory. Runs in progress are rejected. */
  close(): void;
};

/**
 * Starts a worker and loads the trees into the GPU there. The first call downloads 27 MB, which are then kept for
 * offline use; so call it only when the user asks for WebGPU, or has asked before, and never before the first screen.
 *
 * The caller must fall back: every rejection here and in `run` means "use the model worker, which gives the same
 * forecast", and none means that the model is bad. The caller also applies transform, limits and the order of p10 ≤
 * income ≤ p90 to the sums.
 *
 * @param parts the ensembles to sum, all of the same features, such as income, p10 and p90
 * @throws EngineUnavailable where there is no WebGPU, its runtime cannot be fetched, or the worker died; ModelCorrupt
 * for trees too deep for it
 */
export async function openGpuEngine(parts: readonly TensorGraphPart[]): Promise<GpuEngine> {
  const graph = writeTensorGraph(parts);
  const worker = new Worker(new URL('../../../gpu.worker.ts', import.meta.url), { type: 'module', name: 'gpu' });
  const { api, kill } = guardWorker<GpuApi>(worker, wrap(worker), 'EngineUnavailable');
  const orKill = (error: unknown): never => {
    if (!(error instanceof Error && error.name === 'RangeError')) kill();
    throw error;
  };
  const adapter = await api.load(transfer(graph, [graph.file.buffer])).catch(orKill);
  const watch = watchdog(kill);
  return {
    adapter,
    run: (matrix) => watch(api.run(transfer(matrix, [matrix.buffer])).catch(orKill)),
    close: kill,
  };
}

/** A run of some thousands of rows takes seconds even in software. */
const PATIENCE_MS = 60_000;

/** A runtime that loses its device can loop forever, so a worker that does not answer a run in time is ended. */
function watchdog(kill: () => void): <Answer>(run: Promise<Answer>) => Promise<Answer> {
  let waiting = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = () => {
    clearTimeout(timer);
    if (waiting > 0) timer = setTimeout(kill, PATIENCE_MS);
  };
  return (run) => {
    if (waiting++ === 0) restart();
    return run.finally(() => {
      waiting--;
      restart();
    });
  };
}
