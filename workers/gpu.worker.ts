import { expose, transfer } from 'comlink';
import { failWith } from '../src/core/failures.ts';
import { createMutex } from '../src/core/machine/mutex.ts';
import { allowOwnScripts } from '../src/core/machine/scriptUrls.ts';
import type { TensorGraph } from '../src/core/onnx/tensorGraph/tensorGraph.ts';
import { type GpuSession, openGpuSession } from './gpu/session.ts';
import type { GpuAdapterFacts, GpuApi } from './gpu.api.ts';

allowOwnScripts(self);
expose({ load, run } satisfies GpuApi);

let session: GpuSession | undefined;
const inTurn = createMutex();

async function load(graph: TensorGraph): Promise<GpuAdapterFacts> {
  session = await openGpuSession(graph);
  return session.adapter;
}

/** Runs one after the other, in the order of the calls. */
function run(matrix: Float32Array): Promise<Float32Array[]> {
  return inTurn(async () => {
    if (!session) throw failWith('ModelMissing', 'no model is loaded');
    const sums = await session.run(matrix);
    return transfer(
      sums,
      sums.map(({ buffer }) => buffer),
    );
  });
}
