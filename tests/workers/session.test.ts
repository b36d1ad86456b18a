import { expect, test } from 'vitest';
import { writeOnnx } from '../../src/core/onnx/file.ts';
import { openSession } from '../../workers/model/session.ts';
import { someContract, someForest } from '../core/trees/trees.ts';

test('a runtime that cannot start stops the worker for good: its later calls fail by the same name', async () => {
  const file = writeOnnx({
    contract: someContract(3),
    ensemble: someForest({ trees: 2, depth: 2, featureCount: 3 }),
  });
  const { WebAssembly } = globalThis;
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  const stopped = { name: 'ModelStopped', message: 'ONNX Runtime cannot be started' };
  await expect(openSession(file, 3)).rejects.toMatchObject(stopped);
  Object.assign(globalThis, { WebAssembly });
  await expect(openSession(file, 3)).rejects.toMatchObject(stopped);
});
