import { expect } from 'vitest';
import { outputsOf, readOnnx, writeOnnx } from '../../src/core/onnx/own/file.ts';
import { hasCovers, type TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../src/core/trees/shap/treeShap.ts';
import { openSession } from '../../workers/runtime/session.ts';
import { predictRows, someModel } from '../core/trees/trees.ts';

/** The results of a model's own library for the rows. */
export type Native = {
  matrix: Float32Array<ArrayBuffer>;
  margins: Float32Array | Float64Array;
  /** Rows × (features + 1), the last column is the bias; null without explanations by the library. */
  contribs: Float32Array | null;
  /** Smallest denominator of relative errors: the forecasts of some models cross zero. */
  floor: number;
};

/**
 * Checks that the trees walked in double precision, ONNX Runtime on our file, and our SHAP values agree with the
 * library. Every error is the difference as a share of the row's native forecast, or of `floor` if the forecast is
 * smaller.
 */
export async function expectParity(ensemble: TreeEnsemble, native: Native): Promise<void> {
  const { matrix, margins } = native;
  const scale = scaleOf(native);
  expect(worst(predictRows(ensemble, matrix), margins, scale)).toBeLessThanOrEqual(1e-5);
  expect(worst(await runtimeForecasts(ensemble, matrix), margins, scale)).toBeLessThanOrEqual(1e-5);
  if (hasCovers(ensemble)) expectExplained(ensemble, native);
}

export function scaleOf({ margins, floor }: Native): (row: number) => number {
  return (row) => Math.max(floor, Math.abs(margins[row]!));
}

function expectExplained(ensemble: TreeEnsemble, native: Native): void {
  const { matrix, margins, contribs } = native;
  const scale = scaleOf(native);
  const width = ensemble.featureCount;
  const model = prepareShap(ensemble);
  const { contributions, sums } = explainRows(model, matrix);
  expect(worst(sums, margins, scale)).toBeLessThanOrEqual(1e-4);
  if (!contribs) return;
  const bias = contribs[width]!;
  const said = withoutBias(contribs, width);
  expect(worst(contributions, said, (i) => scale(Math.floor(i / width)))).toBeLessThanOrEqual(1e-4);
  expect(worst([model.base], [bias], () => Math.abs(bias))).toBeLessThanOrEqual(1e-5);
}

/** Forecasts of our own file of the trees, after checking that it reads back unchanged. */
async function runtimeForecasts(ensemble: TreeEnsemble, matrix: Float32Array): Promise<Float32Array> {
  const bytes = writeOnnx(someModel(ensemble));
  const model = readOnnx(bytes);
  // What `withCuts` uses up before a model is written.
  const { exactThreshold: _, isBaseFirst: __, ...written } = ensemble;
  expect(model.forecast).toEqual(written);
  const session = await openSession(bytes, { featureCount: ensemble.featureCount, outputs: outputsOf(model) });
  const [forecasts = new Float32Array(0)] = await session.run(matrix);
  await session.close();
  return forecasts;
}

export function withoutBias(contribs: Float32Array, width: number): Float32Array {
  return contribs.filter((_, i) => i % (width + 1) < width);
}

/** The largest difference as a share of its scale; NaN counts as the largest of all. */
export function worst(found: ArrayLike<number>, expected: ArrayLike<number>, scale: (i: number) => number): number {
  expect(found.length).toBe(expected.length);
  return Array.from(found, (x, i) => Math.abs(x - expected[i]!) / scale(i)).reduce(
    (most, share) => (share <= most ? most : share),
    0,
  );
}
