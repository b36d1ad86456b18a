import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../src/core/machine/at.ts';
import { readOnnx } from '../../src/core/onnx/own/file.ts';
import type { TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { readTrees } from '../../src/core/trees/formats/readTrees.ts';
import { openExplainer } from '../../src/core/trees/shap/kernel/explainer.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';

/**
 * Measures how fast the kernel explains on one thread: `node explain.js FOLDER MODEL.onnx`. FOLDER holds the models and
 * rows of bench/explain_native.py, MODEL.onnx is the shipped model. Prints JSON.
 */
export type Explained = {
  kernel: 'simd' | 'plain';
  /** Mean per row of a large batch. */
  microseconds: number;
  oneClientMs: number;
  openMs: number;
  sizeMb: number;
  /**
   * Largest difference from the library's contributions, as a share of the row's forecast; null for the shipped model.
   */
  difference: number | null;
};

const LATENCIES = 101;

const [folder = '', shipped = ''] = process.argv.slice(2);
const rows = floatsOf('rows.f32');
const results: Record<string, Explained> = { shipped: measure(readOnnx(readFileSync(shipped)).forecast, null) };
for (const file of readdirSync(folder).filter((name) => /\.(json|txt)$/.test(name))) {
  const name = file.replace(/\.\w+$/, '');
  const { ensemble } = readTrees(readFileSync(join(folder, file)), file);
  results[name] = measure(ensemble, floatsOf(`${name}.contribs.f32`));
}
process.stdout.write(JSON.stringify(results));

function measure(ensemble: TreeEnsemble, native: Float32Array | null): Explained {
  const { featureCount } = ensemble;
  const model = prepareShap(ensemble);
  const opening = performance.now();
  const { kernel, sizeBytes, explain } = openExplainer(model);
  const openMs = performance.now() - opening;
  const count = Math.floor(rows.length / featureCount);
  const matrix = rows.subarray(0, count * featureCount);
  explain(matrix);

  const many = performance.now();
  const { contributions } = explain(matrix);
  const microseconds = ((performance.now() - many) / count) * 1e3;

  const latencies = Array.from({ length: LATENCIES }, (_, i) => {
    const row = i % count;
    const client = matrix.slice(row * featureCount, (row + 1) * featureCount);
    const startedAt = performance.now();
    explain(client);
    return performance.now() - startedAt;
  });
  const oneClientMs = at(
    latencies.sort((a, b) => a - b),
    Math.floor(LATENCIES / 2),
  );
  const difference = native && worstDifference(contributions, native, featureCount);
  return { kernel, microseconds, oneClientMs, openMs, sizeMb: sizeBytes / 1e6, difference };
}

/** `native` has one more column, the base value. */
function worstDifference(contributions: Float32Array, native: Float32Array, featureCount: number): number {
  let worst = 0;
  for (let row = 0; row < native.length / (featureCount + 1); row++) {
    const nativeRow = native.subarray(row * (featureCount + 1), (row + 1) * (featureCount + 1));
    const forecast = nativeRow.reduce((sum, phi) => sum + phi, 0);
    for (let i = 0; i < featureCount; i++) {
      const gap = Math.abs(at(contributions, row * featureCount + i) - at(nativeRow, i));
      worst = Math.max(worst, gap / Math.max(1, Math.abs(forecast)));
    }
  }
  return worst;
}

function floatsOf(file: string): Float32Array<ArrayBuffer> {
  return new Float32Array(Uint8Array.from(readFileSync(join(folder, file))).buffer);
}
