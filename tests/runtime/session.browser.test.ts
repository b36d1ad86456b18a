import { expect, test } from 'vitest';
import { writeOnnx } from '../../src/core/onnx/own/file.ts';
import { openSession } from '../../workers/runtime/session.ts';
import { someForest, someModel } from '../core/trees/trees.ts';

test('a runtime that cannot start stops the worker for good: its later calls fail by the same name', async () => {
  const file = writeOnnx(someModel(someForest({ trees: 2, depth: 2, featureCount: 3 })));
  const open = () => openSession(file, { featureCount: 3, outputs: ['income'] });
  const { WebAssembly } = globalThis;
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  const stopped = { name: 'ModelStopped', message: 'ONNX Runtime cannot be started' };
  await expect(open()).rejects.toMatchObject(stopped);
  Object.assign(globalThis, { WebAssembly });
  await expect(open()).rejects.toMatchObject(stopped);
});
