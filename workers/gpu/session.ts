import { env, InferenceSession, Tensor } from 'onnxruntime-web/webgpu';
import { failWith } from '../../src/core/failures.ts';
import { DOUBLED_INPUT, doubleColumns } from '../../src/core/onnx/tensorGraph/doubledColumns.ts';
import { sumLeaves } from '../../src/core/onnx/tensorGraph/leafSum.ts';
import type { TensorGraph } from '../../src/core/onnx/tensorGraph/tensorGraph.ts';
import type { GpuAdapterFacts } from '../gpu.api.ts';

env.wasm.numThreads = 1;

const BATCH_ROWS = 4096;
/** Size of the largest tensor. Devices take buffers of 128 MB, but a graph keeps several of them at once. */
const TENSOR_BYTES = 32 * 1024 * 1024;

/** A tensor graph on the GPU. */
export type GpuSession = {
  adapter: GpuAdapterFacts;
  /** One array per part for rows × features numbers, NaN for missing. */
  run(matrix: Float32Array): Promise<Float32Array<ArrayBuffer>[]>;
};

/**
 * Opens a graph in ONNX Runtime on WebGPU.
 * @throws an Error named `EngineUnavailable`, as do later runs when the device is lost or fails. After that the realm
 * is unusable: neither the runtime nor its device recovers.
 */
export async function openGpuSession({ file, featureCount, sums }: TensorGraph): Promise<GpuSession> {
  const { device, adapter } = await openDevice();
  const guard = watchDevice(device);
  const session = await guard('ONNX Runtime for WebGPU cannot be fetched or started', () =>
    InferenceSession.create(file, { executionProviders: [{ name: 'webgpu', device }] }),
  );
  const widths = sums.flatMap(({ groups }) => groups.map(({ trees }) => trees.length));
  const batchRows = batchRowsFor(Math.max(2 * featureCount, ...widths));

  async function runBatch(matrix: Float32Array): Promise<Float32Array[]> {
    const rows = matrix.length / featureCount;
    const doubled = new Tensor('float32', doubleColumns(matrix, featureCount), [rows, 2 * featureCount]);
    const answer = await guard('ONNX Runtime failed on the graphics device', () =>
      session.run({ [DOUBLED_INPUT]: doubled }),
    );
    const leavesOf = (output: string) => {
      const leaves = answer[output]?.data;
      if (leaves instanceof Float32Array) return leaves;
      throw failWith('EngineUnavailable', 'ONNX Runtime for WebGPU gave no leaves');
    };
    return sums.map((sum) => sumLeaves(sum, leavesOf, rows));
  }

  return {
    adapter,
    async run(matrix) {
      const rows = matrix.length / featureCount;
      if (!Number.isInteger(rows)) throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount}`);
      const totals = sums.map(() => new Float32Array(rows));
      for (let first = 0; first < rows; first += batchRows) {
        const batch = await runBatch(matrix.subarray(first * featureCount, (first + batchRows) * featureCount));
        batch.forEach((portion, part) => void totals[part]?.set(portion, first));
      }
      return totals;
    },
  };
}

/** @param width the largest number of values per row in a tensor of the graph */
function batchRowsFor(width: number): number {
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(TENSOR_BYTES / (4 * width))));
}

async function openDevice(): Promise<{ device: GPUDevice; adapter: GpuAdapterFacts }> {
  // Browsers without WebGPU have no `gpu`, contrary to the types.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) throw failWith('EngineUnavailable', 'this browser has no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw failWith('EngineUnavailable', 'this computer offers no graphics adapter to WebGPU');
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const device = await adapter.requestDevice().catch(() => {
    throw failWith('EngineUnavailable', 'the graphics adapter gives no device');
  });
  return { device, adapter: { vendor, architecture, description, isFallback: isFallbackAdapter } };
}

type Guard = <Answer>(failure: string, job: () => Promise<Answer>) => Promise<Answer>;

/**
 * Runs jobs of ONNX Runtime until one fails, or the device is lost or reports an unhandled error, such as out of
 * memory, after which its results would be wrong. From then on every job is rejected without starting: a runtime that
 * failed once can loop forever in the next call and block this thread.
 */
function watchDevice(device: GPUDevice): Guard {
  let failure: Error | null = null;
  let announce: (failure: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    announce = reject;
  });
  failed.catch(() => {});
  // ONNX Runtime's own messages are not passed on: they contain paths of the machine that built it.
  const fail = (message: string) => {
    failure ??= failWith('EngineUnavailable', message);
    announce(failure);
    return failure;
  };
  void device.lost.then(({ message }) => fail(`the graphics device was lost: ${message}`));
  device.addEventListener('uncapturederror', ({ error }) => fail(`the graphics device failed: ${error.message}`));
  return async (message, job) => {
    if (failure) throw failure;
    const done = job().catch(() => Promise.reject(fail(message)));
    return Promise.race([done, failed]);
  };
}
