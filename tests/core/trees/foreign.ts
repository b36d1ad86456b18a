import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { writeOnnx } from '../../../src/core/onnx/file.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { readTrees } from '../../../src/core/trees/readTrees.ts';
import { explainRows, prepareShap } from '../../../src/core/trees/treeShap.ts';
import { openSession } from '../../../workers/model/session.ts';
import { predictRows, someContract } from './trees.ts';

/** What the tests of the readers share: the models of other libraries, what those say of them, and damage. */

const FOLDER = new URL('../../fixtures/golden/foreign/', import.meta.url);

export type ForeignModel = { name: string; file: string; explained: boolean };

/** The models of a library, made by ml/foreign_boosters.py. */
export function foreignModels(family: 'lightgbm' | 'catboost' | 'xgboost'): ForeignModel[] {
  return JSON.parse(readFileSync(new URL('foreign.json', FOLDER), 'utf8'))[family];
}

export function foreignBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, FOLDER)));
}

export function foreignMatrix(path: string): Float32Array<ArrayBuffer> {
  return new Float32Array(foreignBytes(`${path}.matrix.f32`).buffer);
}

/**
 * How far our forecasts (the trees walked in double precision; ONNX Runtime) and our SHAP values are from the library's own. An error is
 * the difference as a share of the row's native forecast, or of the native mean forecast (the bias of the contributions) where the forecast
 * is smaller than that: the forecasts of some models cross zero.
 */
export async function figures(path: string, ensemble: TreeEnsemble) {
  const width = ensemble.featureCount;
  const matrix = foreignMatrix(path);
  const margins = new Float64Array(foreignBytes(`${path}.margins.f64`).buffer);
  const native = new Float32Array(foreignBytes(`${path}.contribs.f32`).buffer);
  const bias = native[width]!;
  const scale = (row: number) => Math.max(Math.abs(bias), Math.abs(margins[row]!));
  const model = prepareShap(ensemble);
  const { contributions, sums } = explainRows(model, matrix);
  const expected = native.filter((_, i) => i % (width + 1) < width);
  return {
    walked: worst(predictRows(ensemble, matrix), margins, scale),
    forecast: worst(await runtimeForecasts(ensemble, matrix), margins, scale),
    contribution: worst(contributions, expected, (i) => scale(Math.floor(i / width))),
    base: worst([model.baseRub], [bias], () => Math.abs(bias)),
    additivity: worst(sums, margins, scale),
  };
}

export function expectParity(found: Awaited<ReturnType<typeof figures>>): void {
  expect(found.walked).toBeLessThanOrEqual(1e-5);
  expect(found.forecast).toBeLessThanOrEqual(1e-5);
  expect(found.contribution).toBeLessThanOrEqual(1e-4);
  expect(found.base).toBeLessThanOrEqual(1e-5);
  expect(found.additivity).toBeLessThanOrEqual(1e-4);
}

/** Forecasts of our own ONNX file of the ensemble. */
export async function runtimeForecasts(ensemble: TreeEnsemble, matrix: Float32Array): Promise<Float32Array> {
  const file = writeOnnx({ contract: someContract(ensemble.featureCount), ensemble });
  const session = await openSession(file, ensemble.featureCount);
  const forecasts = await session.run(matrix);
  await session.close();
  return forecasts;
}

export function worst(found: ArrayLike<number>, expected: ArrayLike<number>, scale: (i: number) => number): number {
  expect(found.length).toBe(expected.length);
  return Array.from(found).reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i]!) / scale(i)), 0);
}

export function corrupt(message: RegExp) {
  return expect.objectContaining({ name: 'ModelCorrupt', message: expect.stringMatching(message) });
}

/** A file cut at each 1 % of its length is refused, or was complete but for what says nothing of the trees. */
export function expectTruncationRefused(bytes: Uint8Array): void {
  const whole = readTrees(bytes, 'whole');
  for (let percent = 0; percent < 100; percent++) {
    expectRefusalOr(bytes.subarray(0, Math.floor((bytes.length * percent) / 100)), (read) =>
      expect(read).toEqual(whole),
    );
  }
}

/** A file damaged at random is refused or still gives sound trees: a digit that is another digit cannot be told. */
export function expectDamageRefusedOrSound(bytes: Uint8Array, runs = 300): void {
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(damage, (places) => {
      const damaged = bytes.slice();
      for (const [at, byte] of places) damaged[at] = byte;
      expectRefusalOr(damaged, ({ ensemble }) => {
        const row = new Float32Array(Math.min(ensemble.featureCount, 1e6));
        if (row.length < ensemble.featureCount) return;
        expect(predictRows(ensemble, row).every(Number.isFinite)).toBe(true);
      });
    }),
    { numRuns: runs },
  );
}

function expectRefusalOr(bytes: Uint8Array, check: (read: ReturnType<typeof readTrees>) => void): void {
  let read: ReturnType<typeof readTrees>;
  try {
    read = readTrees(bytes, 'damaged');
  } catch (error) {
    expect(error).toMatchObject({ name: 'ModelCorrupt', message: expect.stringMatching(/^damaged: ./) });
    return;
  }
  check(read);
}
