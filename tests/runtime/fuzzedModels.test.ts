import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasCovers, hasEmptyLeaves, ModelFileError, type TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { readTrees } from '../../src/core/trees/formats/readTrees.ts';
import { encodeCsv, openExternal } from './externalModel.ts';

// The models are written by ml/fuzz_models.py; those in the repository are a small sample.
const FOLDER = process.env.FUZZED_MODELS ?? 'tests/fixtures/fuzzed';

/** Hundreds of models take minutes. */
const PATIENCE_MS = 3_600_000;

/** A model and what its library says, as written by the generator. */
type About = { file: string; features: string[]; explained: boolean; inDouble: boolean; library: string };

type Verdict = { kind: 'equal' } | { kind: 'refused'; why: string } | { kind: 'different'; why: string };

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.model.json'))
  .map((file) => file.slice(0, -'.model.json'.length))
  .sort();

test(
  'random models of other libraries forecast what their library forecasts, or are refused by name',
  async () => {
    const counts: Record<string, number> = {};
    const different: string[] = [];
    for (const name of names) {
      const about: About = JSON.parse(readFileSync(join(FOLDER, `${name}.model.json`), 'utf8'));
      const verdict = await judge(name, about);
      const key = `${about.library} ${verdict.kind === 'refused' ? `refused: ${verdict.why}` : verdict.kind}`;
      counts[key] = (counts[key] ?? 0) + 1;
      if (verdict.kind === 'different') different.push(`${name}: ${verdict.why}`);
    }
    if (process.env.FUZZED_MODELS)
      process.stdout.write(`${JSON.stringify(counts, null, 1)}\n${different.join('\n')}\n`);
    expect(names.length).toBeGreaterThan(0);
    expect(different).toEqual([]);
  },
  PATIENCE_MS,
);

async function judge(name: string, { file, features, explained, inDouble }: About): Promise<Verdict> {
  const doubles = (end: string) => new Float64Array(new Uint8Array(readFileSync(join(FOLDER, name + end))).buffer);
  let read: ReturnType<typeof readTrees>;
  try {
    read = readTrees(new Uint8Array(readFileSync(join(FOLDER, file))), file);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    if (!error.refusal) return { kind: 'different', why: `called damaged: ${error.message}` };
    return { kind: 'refused', why: `${error.refusal.kind} ${error.refusal.name}` };
  }
  const { model, forecast } = await openExternal(read, features);
  try {
    const { matrix } = encodeCsv(readFileSync(join(FOLDER, `${name}.csv`)), model.contract);
    const margins = doubles('.margins.f64');
    const leaves = leafSizes(forecast, matrix);
    // Twice the rows, so that they are many and our kernel sums them, too.
    const { income: twice, summedBy } = await model.predict(Float32Array.of(...matrix, ...matrix));
    const income = twice.subarray(0, margins.length);
    if (summedBy !== 'kernel') return { kind: 'different', why: `summed by ${summedBy}` };
    const wrong = worstRow(income, margins, (row) => {
      const ofLeaves = 1e-6 * (leaves[row] ?? 0);
      return inDouble ? Math.min(ofLeaves, 1e-5 * Math.abs(margins[row] ?? 0) + 1e-12 * (leaves[row] ?? 0)) : ofLeaves;
    });
    if (wrong) return { kind: 'different', why: `forecast of ${wrong}` };
    // The app says that contributions may differ where leaves are empty.
    if (!explained || !hasCovers(forecast) || hasEmptyLeaves(forecast)) return { kind: 'equal' };
    return compareContributions(await model.explain(matrix), {
      contribs: doubles('.contribs.f64'),
      margins,
      leaves,
      width: features.length,
    });
  } finally {
    await model.close();
  }
}

type Explained = { contributions: Float32Array; unexplained: readonly unknown[] };
type Native = { contribs: Float64Array; margins: Float64Array; leaves: Float64Array; width: number };

function compareContributions(
  { contributions, unexplained }: Explained,
  { contribs, margins, leaves, width }: Native,
): Verdict {
  if (unexplained.length > 0) return { kind: 'different', why: `${unexplained.length} rows are not explained` };
  const rows = margins.length;
  const ofRow = (row: number) => contribs.subarray(row * (width + 1), (row + 1) * (width + 1));
  // A library may explain something else than its forecast.
  const isOwnForecast = Array.from(margins, (margin, row) => {
    const sum = ofRow(row).reduce((total, part) => total + part, 0);
    return Math.abs(sum - margin) <= 1e-5 * (leaves[row] ?? 0);
  }).every(Boolean);
  if (!isOwnForecast) return { kind: 'equal' };
  const said = Float64Array.from({ length: rows * width }, (_, i) => ofRow(Math.floor(i / width))[i % width] ?? 0);
  const wrong = worstRow(contributions, said, (i) => 1e-5 * (leaves[Math.floor(i / width)] ?? 0));
  return wrong ? { kind: 'different', why: `contribution ${wrong}` } : { kind: 'equal' };
}

/** The number that is furthest beyond its tolerance, as text. */
function worstRow(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: (i: number) => number) {
  let [worst, at] = [1, -1];
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs((found[i] ?? Number.NaN) - (expected[i] ?? Number.NaN));
    const times = gap === 0 ? 0 : gap / tolerance(i);
    if (times <= worst) continue;
    [worst, at] = [times, i];
  }
  return at < 0 ? null : `${at}: ${found[at]}, not ${expected[at]}, ${worst.toPrecision(3)} times the tolerance`;
}

/** For each row the sum of absolute leaf values, and of the base score. */
function leafSizes(trees: TreeEnsemble, matrix: Float32Array): Float64Array {
  const { featureCount, roots, left, right, feature, threshold, missingLeft, value, baseScore } = trees;
  return Float64Array.from({ length: matrix.length / featureCount }, (_, row) =>
    roots.reduce((sum, root) => {
      let node = root;
      while (left[node]! >= 0) {
        const x = matrix[row * featureCount + feature[node]!]!;
        node = (Number.isNaN(x) ? missingLeft[node] === 1 : x < threshold[node]!) ? left[node]! : right[node]!;
      }
      return sum + Math.abs(value[node]!);
    }, Math.abs(baseScore)),
  );
}
