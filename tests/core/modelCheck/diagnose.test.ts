import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CheckedModel, type CheckSample, diagnose } from '../../../src/core/modelCheck/diagnose.ts';
import { firstTrees } from '../../../src/core/trees/ensemble.ts';
import { readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import { predictRows, someForest, someRows } from '../trees/trees.ts';

const CASES = new URL('../../fixtures/cases/models/', import.meta.url);
const ROWS = 60;
const FEATURES = 4;
const FOREST = someForest({ trees: 12, depth: 4, featureCount: FEATURES, seed: 3 });
const MATRIX = someRows(ROWS, FEATURES);

const MODEL: CheckedModel = { ensemble: FOREST, trees: 12, bestTrees: null, transform: { kind: 'identity' } };

function sample(forecasts: Float64Array, others: Partial<CheckSample> & { rounding?: number } = {}): CheckSample {
  const { rounding = 0, ...rest } = others;
  return {
    matrix: Float64Array.from(MATRIX),
    expected: { forecasts, rounding },
    columns: [],
    infinities: [],
    ...rest,
  };
}

function diagnosed(change: (forecast: number) => number, model: Partial<CheckedModel> = {}, rounding = 0) {
  return diagnose(sample(predictRows(FOREST, MATRIX).map(change), { rounding }), { ...MODEL, ...model });
}

/** A matrix and forecasts that a library wrote beside a model. */
function caseRows(name: string): { matrix: Float64Array; forecasts: Float64Array } {
  const part = (kind: string) => readFileSync(new URL(`${name}.${kind}`, CASES)).buffer as ArrayBuffer;
  return {
    matrix: Float64Array.from(new Float32Array(part('matrix.f32').slice(0))),
    forecasts: new Float64Array(part('margins.f64').slice(0)),
  };
}

function caseTable(name: string): string[][] {
  const lines = readFileSync(new URL(name, CASES), 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => line.split(','));
}

describe('which trees count', () => {
  test('the trees behind the best iteration are found to count as well', () => {
    const bytes = readFileSync(new URL('04-xgboost-best-iteration-learning-api/early.json', CASES));
    const { ensemble, allTrees } = readTrees(bytes, 'early.json');
    expect([ensemble.roots.length, allTrees!.roots.length]).toEqual([12, 17]);
    const rows = caseTable('04-xgboost-best-iteration-learning-api/early.csv').slice(0, 200);
    const found = diagnose(
      {
        matrix: Float64Array.from(rows.flatMap((cells) => cells.slice(1, 4).map((cell) => Math.fround(Number(cell))))),
        expected: { forecasts: Float64Array.from(rows, (cells) => Number(cells[4])), rounding: 0.005 },
        columns: [],
        infinities: [],
      },
      { ensemble: allTrees!, trees: 12, bestTrees: 12, transform: { kind: 'identity' } },
    );
    expect(found).toEqual([{ kind: 'trees', trees: 17 }]);
  });

  test('a continued booster with a stale best iteration', () => {
    const name = '04-xgboost-best-iteration-learning-api/x320-continued-booster-predict';
    const { ensemble, allTrees } = readTrees(readFileSync(new URL(`${name}.json`, CASES)), 'continued');
    expect([ensemble.roots.length, allTrees!.roots.length]).toEqual([1, 34]);
    const { matrix, forecasts } = caseRows(name);
    const found = diagnose(
      { matrix, expected: { forecasts, rounding: 0 }, columns: [], infinities: [] },
      { ensemble: allTrees!, trees: 1, bestTrees: 1, transform: { kind: 'identity' } },
    );
    expect(found).toEqual([{ kind: 'trees', trees: 34 }]);
  });

  test('any number of the first trees', () => {
    const forecasts = predictRows(firstTrees(FOREST, 5), MATRIX);
    expect(diagnose(sample(forecasts), MODEL)).toEqual([{ kind: 'trees', trees: 5 }]);
  });
});

describe('the scale', () => {
  /** Sums between 5 and 9, as trees of logarithms have. */
  const sums = (forecast: number) => forecast / 7_000;
  const small = { ...FOREST, baseScore: FOREST.baseScore / 7_000, value: FOREST.value.map(sums) };
  const logarithms = (change: (sum: number) => number) =>
    diagnose(sample(predictRows(small, MATRIX).map(change)), { ...MODEL, ensemble: small });

  test('trees that sum a logarithm or a root of roubles', () => {
    expect(logarithms(Math.expm1)).toEqual([{ kind: 'transform', transform: { kind: 'log1p' } }]);
    expect(logarithms(Math.exp)).toEqual([{ kind: 'scale', scale: 'log' }]);
    expect(logarithms((sum) => sum ** 2)).toEqual([{ kind: 'transform', transform: { kind: 'power', exponent: 0.5 } }]);
    expect(logarithms((sum) => sum ** 3)).toMatchObject([{ kind: 'transform', transform: { kind: 'power' } }]);
    expect(logarithms((sum) => 1 / (1 + Math.exp(-sum)))).toEqual([{ kind: 'scale', scale: 'probability' }]);
  });

  test('predictions on the scale of logarithms', () => {
    expect(diagnosed(Math.log1p)).toEqual([{ kind: 'scale', scale: 'forecast-log1p' }]);
  });

  test('a chosen transform that is not the right one', () => {
    expect(diagnosed((forecast) => forecast, { transform: { kind: 'log1p' } })).toEqual([
      { kind: 'transform', transform: { kind: 'identity' } },
    ]);
  });

  test('another unit, and something added in every row', () => {
    expect(diagnosed((forecast) => forecast / 1000)).toMatchObject([
      { kind: 'factor', factor: expect.closeTo(0.001, 9) },
    ]);
    expect(diagnosed((forecast) => forecast + 500)).toMatchObject([
      { kind: 'difference', difference: expect.closeTo(500, 3) },
    ]);
  });
});

describe('the cells', () => {
  test('texts that have codes in alphabetical order', () => {
    const bytes = readFileSync(new URL('01-category-codes-borrowed/region.json', CASES));
    const rows = caseTable('01-category-codes-borrowed/region.csv');
    const { ensemble } = readTrees(bytes, 'region.json');
    const levels = [...new Set(rows.map(([, region = '']) => region))];
    const sampled = rows.filter((_, row) => row % 10 === 0);
    const found = diagnose(
      {
        matrix: Float64Array.from(sampled.flatMap((cells) => [Number.NaN, Number(cells[2])])),
        expected: { forecasts: Float64Array.from(sampled, (cells) => Number(cells[3])), rounding: 0.005 },
        columns: [
          {
            feature: 0,
            texts: sampled.map(([, region = '']) => region),
            levels,
            kind: { kind: 'number' },
            activeKind: { kind: 'category', categories: [...levels].reverse() },
          },
        ],
        infinities: [],
      },
      { ...MODEL, ensemble, trees: ensemble.roots.length },
    );
    expect(found).toEqual([
      {
        kind: 'kinds',
        changes: [{ feature: 0, kind: { kind: 'category', categories: [...levels].sort() }, source: 'alphabet' }],
      },
    ]);
  });

  test('texts in two columns, trees and a logarithm at once', () => {
    const texts = ['low', 'middle', 'high', 'top'];
    const codes = Array.from({ length: ROWS }, (_, row) => [(row * 7) % 4, row % 2]);
    const small = { ...FOREST, baseScore: 9, value: FOREST.value.map((leaf) => leaf / 100) };
    const matrix = MATRIX.map((x, at) => codes[Math.floor(at / FEATURES)]![at % FEATURES] ?? x);
    const found = diagnose(
      {
        matrix: Float64Array.from(matrix, (x, at) => (at % FEATURES < 2 ? Number.NaN : x)),
        expected: { forecasts: predictRows(firstTrees(small, 8), matrix).map(Math.expm1), rounding: 0 },
        columns: [0, 1].map((feature) => ({
          feature,
          texts: codes.map((ofRow) => (feature === 0 ? texts[ofRow[0]!]! : ['no', 'true'][ofRow[1]!]!)),
          levels: feature === 0 ? texts : ['no', 'true'],
          kind: { kind: 'number' as const },
          activeKind: null,
        })),
        infinities: [],
      },
      { ...MODEL, ensemble: small },
    );
    expect(found).toMatchObject([
      { kind: 'kinds', changes: [{ feature: 0, source: 'appearance' }, { feature: 1 }] },
      { kind: 'trees', trees: 8 },
      { kind: 'transform', transform: { kind: 'log1p' } },
    ]);
  });

  test('numbers that have codes in the order of their size, from 1 on', () => {
    const numbers = ['45', '9', '77', '100', '3'];
    const rank = new Map([
      ['3', 1],
      ['9', 2],
      ['45', 3],
      ['77', 4],
      ['100', 5],
    ]);
    const texts = Array.from({ length: ROWS }, (_, row) => numbers[(row * 3) % 5]!);
    const trees = { ...FOREST, threshold: FOREST.threshold.map((limit) => limit + 3) };
    const coded = MATRIX.map((x, at) => (at % FEATURES === 2 ? rank.get(texts[Math.floor(at / FEATURES)]!)! : x));
    const found = diagnose(
      {
        matrix: Float64Array.from(coded, (x, at) =>
          at % FEATURES === 2 ? Number(texts[Math.floor(at / FEATURES)]) : x,
        ),
        expected: { forecasts: predictRows(trees, coded), rounding: 0 },
        columns: [{ feature: 2, texts, levels: numbers, kind: { kind: 'number' }, activeKind: null }],
        infinities: [],
      },
      { ...MODEL, ensemble: trees },
    );
    expect(found).toEqual([
      {
        kind: 'kinds',
        changes: [
          { feature: 2, kind: { kind: 'category', categories: ['', '3', '9', '45', '77', '100'] }, source: 'size' },
        ],
      },
    ]);
  });

  test('missing values that were numbers, and infinite cells that were large', () => {
    const filled = predictRows(
      FOREST,
      MATRIX.map((x) => (Number.isNaN(x) ? -999 : x)),
    );
    expect(diagnose(sample(filled), MODEL)).toEqual([{ kind: 'missing-as', value: -999 }]);

    const places = [...MATRIX.keys()].filter((place) => Number.isNaN(MATRIX[place]) && place % 2 === 0);
    const infinite = predictRows(
      FOREST,
      MATRIX.map((x, place) => (places.includes(place) ? Number.POSITIVE_INFINITY : x)),
    );
    const infinities = places.map((place) => ({ place, isNegative: false }));
    expect(diagnose(sample(infinite, { infinities }), MODEL)).toEqual([{ kind: 'infinities' }]);
  });

  test('predictions that are rounded', () => {
    expect(diagnosed((forecast) => Math.round(forecast / 100) * 100, {}, 50)).toEqual([
      { kind: 'rounded', rounding: 50 },
    ]);
  });
});

test('forecasts that only the precision of their sums tells apart need no change', () => {
  const centred = { ...FOREST, baseScore: -0.25, value: FOREST.value.map((leaf) => leaf * 1e5) };
  const sums = predictRows(centred, MATRIX);
  // What float32 loses of leaves of 10 million.
  const found = diagnose(sample(sums.map((sum, row) => sum + (row % 2 ? 3 : -3))), { ...MODEL, ensemble: centred });
  expect(found).toEqual([{ kind: 'precision' }]);
});

test('no cause is claimed for predictions of something else, nor for a few rows that anything fits', () => {
  expect(diagnosed((forecast) => forecast * (1 + (forecast % 0.01)))).toBeNull();
  expect(
    diagnose(
      {
        matrix: Float64Array.from(MATRIX.subarray(0, 2 * FEATURES)),
        expected: { forecasts: Float64Array.of(1, 2), rounding: 0 },
        columns: [],
        infinities: [],
      },
      MODEL,
    ),
  ).toBeNull();
});
