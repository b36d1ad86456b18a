import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { failWith } from '../../src/core/failures.ts';
import { INPUT } from '../../src/core/onnx/own/graph.ts';
import { encodeModel } from '../../src/core/onnx/wire/encodeModel.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';

// More threads would change the last bits of most forecasts from batch to batch, and need COOP and COEP headers.
env.wasm.numThreads = 1;

const BATCH_ROWS = 4096;
const BATCH_BYTES = 8 * 1024 * 1024;

/** A model inside ONNX Runtime. */
export type Session = {
  /** Every output for rows × features numbers, one number per row; the same bits for any portions of rows. */
  run(matrix: Float32Array): Promise<Float32Array<ArrayBuffer>[]>;
  close(): Promise<void>;
};

/**
 * Opens an ONNX file in ONNX Runtime, which starts at the first call; works in a worker and in Node. ONNX Runtime's own
 * messages are not passed on: they contain paths of the machine that built it.
 * @throws ModelFileError when ONNX Runtime cannot use the file; an Error named `ModelStopped` when the runtime itself
 * failed: it cannot be started a second time in the same worker, so every later call fails, too.
 */
export async function openSession(
  bytes: Uint8Array,
  { featureCount, outputs }: { featureCount: number; outputs: readonly string[] },
): Promise<Session> {
  await startRuntime();
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(bytes);
  } catch {
    throw new ModelFileError('ONNX Runtime cannot use the model');
  }
  const batchRows = Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (featureCount * 4))));
  return {
    async run(matrix) {
      const rows = matrix.length / featureCount;
      const results = outputs.map(() => new Float32Array(rows));
      for (let first = 0; first < rows; first += batchRows) {
        const last = Math.min(rows, first + batchRows);
        const batch = matrix.subarray(first * featureCount, last * featureCount);
        const portions = await runBatch(session, new Tensor('float32', batch, [last - first, featureCount]), outputs);
        portions.forEach((portion, output) => void results[output]?.set(portion, first));
      }
      return results;
    },
    close: () => session.release(),
  };
}

async function runBatch(
  session: InferenceSession,
  features: Tensor,
  outputs: readonly string[],
): Promise<Float32Array[]> {
  await startRuntime();
  const [rows] = features.dims;
  let portions: unknown[] = [];
  try {
    const tensors = await session.run({ [INPUT]: features });
    portions = outputs.map((name) => tensors[name]?.data);
  } catch {
    // Size and type of the input are right, so the runtime itself failed: out of memory, or aborted.
  }
  const whole = portions.filter((data) => data instanceof Float32Array).filter(({ length }) => length === rows);
  if (whole.length === outputs.length) return whole;
  const failure = failWith('ModelStopped', 'ONNX Runtime failed during a forecast');
  runtime = Promise.reject(failure);
  runtime.catch(() => {});
  throw failure;
}

let runtime: Promise<void> | undefined;

/**
 * Starts ONNX Runtime once; later calls return the first call's result. A graph that only copies distinguishes a
 * runtime that does not start from a model that it refuses.
 * @throws an Error named `ModelStopped`
 */
export function startRuntime(): Promise<void> {
  runtime ??= InferenceSession.create(COPY_GRAPH).then(
    (session) => session.release(),
    () => Promise.reject(failWith('ModelStopped', 'ONNX Runtime cannot be started')),
  );
  return runtime;
}

const COPY_GRAPH = encodeModel({
  irVersion: 8,
  producerName: '',
  producerVersion: '',
  opsets: new Map([['', 17]]),
  graphName: 'copy',
  nodes: [{ domain: '', opType: 'Identity', inputs: ['x'], outputs: ['y'], attributes: new Map() }],
  inputs: [{ name: 'x', shape: [1] }],
  outputs: [{ name: 'y', shape: [1] }],
  metadata: new Map(),
});
