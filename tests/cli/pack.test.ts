import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packModels } from '../../cli/packModels.ts';
import { readModelIndex } from '../../src/core/contract/modelIndex.ts';
import { readOnnx } from '../../src/core/onnx/own/file.ts';
import { blend } from '../../src/core/trees/blend.ts';
import { readTrees } from '../../src/core/trees/formats/readTrees.ts';
import { readXgboostJson, someContract, someModel } from '../core/trees/trees.ts';

const GOLDEN = new URL('../fixtures/golden/', import.meta.url);
const BOOSTER = new URL('stumps.booster.json', GOLDEN);
const ROOT = new URL('../..', import.meta.url).pathname;

let folder = '';
let from = '';
let to = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pack-'));
  from = join(folder, 'out');
  to = join(folder, 'models');
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeRecipe(name: string, recipe: unknown): void {
  writeFileSync(join(from, name, 'recipe.json'), JSON.stringify(recipe));
}

/** Writes what training would: a recipe of one part, a real booster of 8 features, and a contract unless it is null. */
function train(
  name: string,
  { contractName = name, features = 8 }: { contractName?: string | null; features?: number } = {},
): void {
  mkdirSync(join(from, name), { recursive: true });
  cpSync(BOOSTER, join(from, name, 'booster.json'));
  writeRecipe(name, { forecast: [{ file: 'booster.json', weight: 1 }], p10: null, p90: null });
  if (contractName === null) return;
  writeFileSync(join(from, name, 'contract.json'), JSON.stringify({ ...someContract(features), name: contractName }));
}

test('of an early-stopped booster the trees that count are told, or all are taken when the recipe says so', () => {
  train('income');
  cpSync(new URL('early-stopped.booster.json', GOLDEN), join(from, 'income', 'booster.json'));
  const treesOf = (trees?: 'all') => {
    const part = { file: 'booster.json', weight: 1, ...(trees && { trees }) };
    writeRecipe('income', { forecast: [part], p10: null, p90: null });
    const told: string[] = [];
    packModels({ from, to, tell: (note) => told.push(note) });
    return { trees: readOnnx(readFileSync(join(to, 'income/income.onnx'))).forecast.roots.length, told };
  };
  const { ensemble, allTrees } = readTrees(readFileSync(join(from, 'income', 'booster.json')), 'booster.json');
  const [best, all] = [ensemble.roots.length, allTrees!.roots.length];
  expect(treesOf()).toEqual({
    trees: best,
    told: [expect.stringContaining(`booster.json: the first ${best} of ${all} trees count, up to the best iteration`)],
  });
  expect(treesOf('all')).toEqual({ trees: all, told: [] });
});

test('a trained model becomes a file that reads back and an index with its hash and size', () => {
  train('income');
  packModels({ from, to });
  const bytes = readFileSync(join(to, 'income/income.onnx'));
  expect(readOnnx(bytes)).toEqual(someModel(readXgboostJson(readFileSync(BOOSTER, 'utf8'))));
  expect(readModelIndex(readFileSync(join(to, 'index.json'), 'utf8'))).toEqual({
    active: 'income',
    models: [
      {
        name: 'income',
        version: '1.0.0',
        file: 'income/income.onnx',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sizeBytes: bytes.length,
      },
    ],
  });
});

test('every trained model is packed, "income" is the active one, and a second run writes the same', () => {
  train('income');
  train('another');
  const first = packModels({ from, to });
  expect(first.active).toBe('income');
  expect(first.models.map(({ file }) => file)).toEqual(['another/another.onnx', 'income/income.onnx']);
  expect(packModels({ from, to })).toEqual(first);
});

test.each<[string, RegExp, () => void]>([
  ['no training output at all', /out does not exist/, () => {}],
  ['no income model', /income\/recipe\.json does not exist/, () => train('another')],
  ['no contract', /contract\.json does not exist/, () => train('income', { contractName: null })],
  ['the contract of another model', /that of "another"/, () => train('income', { contractName: 'another' })],
  ['a contract of another width', /7 features, the trees take 8/, () => train('income', { features: 7 })],
])('%s is an error that says so, and nothing is written', (_, message, prepare) => {
  prepare();
  expect(() => packModels({ from, to })).toThrow(message);
  expect(existsSync(to)).toBe(false);
});

test.each([
  ['ubj', 'xgboost/stumps.ubj'],
  ['txt', 'lightgbm/stumps.txt'],
  ['cbm.json', 'catboost/stumps.cbm.json'],
])('a booster saved as .%s is packed like one saved as JSON', (extension, fixture) => {
  train('income');
  const file = `booster.${extension}`;
  writeRecipe('income', { forecast: [{ file, weight: 1 }], p10: null, p90: null });
  const bytes = readFileSync(new URL(`external/${fixture}`, GOLDEN));
  writeFileSync(join(from, 'income', file), bytes);
  packModels({ from, to });
  const { ensemble } = readTrees(bytes, fixture);
  expect(readOnnx(readFileSync(join(to, 'income/income.onnx')))).toEqual(someModel(blend([{ ensemble, weight: 1 }])));
});

describe('a booster that is not fit to be packed is an error that says so', () => {
  const text = readFileSync(new URL('external/lightgbm/stumps.txt', GOLDEN), 'utf8');
  const names = Array.from({ length: 8 }, (_, i) => `feature_${i}`);
  const named = (order: string[]) => text.replace(/^feature_names=.*$/m, `feature_names=${order.join(' ')}`);
  const pack = (content: string) => {
    train('income');
    writeRecipe('income', { forecast: [{ file: 'booster.txt', weight: 1 }], p10: null, p90: null });
    writeFileSync(join(from, 'income/booster.txt'), content);
    return packModels({ from, to });
  };

  test('features in another order than the contract has them', () => {
    expect(() => pack(named(names.toReversed()))).toThrow(/feature 0 is "feature_7"/);
    expect(pack(named(names)).models).toHaveLength(1);
  });

  test('no covers', () => {
    expect(() => pack(text.replaceAll(/^(leaf|internal)_count=.*\n/gm, ''))).toThrow(/income: without covers/);
  });
});

describe('a recipe', () => {
  const part = { file: 'booster.json', weight: 1 };
  const end = { trees: [part], correction: { feature: 'feature_3', present: 1, absent: 2 } };

  test('of several files gives their weighted sum, and an interval with its correction', () => {
    train('income');
    cpSync(new URL('external/lightgbm/stumps.txt', GOLDEN), join(from, 'income/more.txt'));
    const parts = [
      { file: 'booster.json', weight: 0.25 },
      { file: 'more.txt', weight: 0.75 },
    ];
    writeRecipe('income', { forecast: parts, p10: end, p90: { ...end, trees: parts } });
    packModels({ from, to });
    const { forecast, interval } = readOnnx(readFileSync(join(to, 'income/income.onnx')));
    const read = (file: string) => readTrees(readFileSync(join(from, 'income', file)), file).ensemble;
    const blended = parts.map(({ file, weight }) => ({ ensemble: read(file), weight }));
    const correction = { ...end.correction, feature: 3 };
    expect(forecast).toEqual(blend(blended));
    expect(interval).toEqual({
      p10: blend([{ ensemble: read('booster.json'), weight: 1 }], correction),
      p90: blend(blended, correction),
    });
  });

  test.each<[string, RegExp, unknown]>([
    ['that is no recipe', /recipe\.json: forecast: /, {}],
    ['of nothing', /recipe\.json: forecast: /, { forecast: [], p10: null, p90: null }],
    ['with half an interval', /an interval has two ends/, { forecast: [part], p10: end, p90: null }],
    [
      'of a file that is not there',
      /gone\.json does not exist/,
      { forecast: [{ ...part, file: 'gone.json' }], p10: null, p90: null },
    ],
    [
      'that corrects by an unknown feature',
      /no feature "other"/,
      { forecast: [part], p10: { ...end, correction: { ...end.correction, feature: 'other' } }, p90: end },
    ],
  ])('%s is an error that says so', (_, message, recipe) => {
    train('income');
    writeRecipe('income', recipe);
    expect(() => packModels({ from, to })).toThrow(message);
  });
});

test('the command prints a line for each model, or the error with exit code 1', { timeout: 60_000 }, () => {
  const pack = () =>
    execFileSync('npm', ['run', '--silent', 'pack', '--', from, to], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  expect(pack).toThrow(expect.objectContaining({ status: 1, stderr: expect.stringMatching(/does not exist/) }));
  train('income');
  expect(pack()).toMatch(/^income 1\.0\.0: .*income\.onnx, \d+ bytes, SHA-256 [0-9a-f]{64}\n$/);
});
