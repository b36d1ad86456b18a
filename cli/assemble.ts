import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { Contract } from '../src/core/contract/contract.ts';
import type { Model } from '../src/core/onnx/own/file.ts';
import { blend } from '../src/core/trees/blend.ts';
import { hasCovers, ModelFileError, type TreeEnsemble } from '../src/core/trees/ensemble.ts';
import { readTrees } from '../src/core/trees/formats/readTrees.ts';

/** The recipe: which tree files make up a model. */
export const ASSEMBLY = 'recipe.json';

/**
 * Files beside the recipe, each a model of one library, with the weight of its sum. `trees`: those up to the best
 * iteration, as far as the file names it, or all.
 */
const Part = v.object({
  file: v.pipe(v.string(), v.nonEmpty()),
  weight: v.pipe(v.number(), v.finite()),
  trees: v.optional(v.picklist(['best', 'all']), 'best'),
});
const Parts = v.pipe(v.array(Part), v.minLength(1));

/** One end of an interval: its trees, and the correction that calibration adds to their sum. */
const End = v.object({
  trees: Parts,
  correction: v.object({ feature: v.string(), present: v.number(), absent: v.number() }),
});

const Recipe = v.object({ forecast: Parts, p10: v.nullable(End), p90: v.nullable(End) });

/**
 * Assembles a model's trees from the recipe in its folder: one ensemble for the forecast, one for each end of the
 * interval.
 * @param tell is told which files have trees that do not count
 * @throws Error naming a missing file; ModelFileError for an unusable file, for features other than the contract's, or
 * for a forecast without covers, which cannot be explained
 */
export function assemble(
  folder: string,
  contract: Contract,
  tell: (note: string) => void,
): Pick<Model, 'forecast' | 'interval'> {
  const { forecast: parts, p10, p90 } = readRecipe(join(folder, ASSEMBLY));
  if ((p10 === null) !== (p90 === null)) throw new ModelFileError(`${folder}: an interval has two ends`);
  const source = { folder, contract, tell };
  const forecast = blend(readParts(parts, source));
  if (!hasCovers(forecast)) throw new ModelFileError(`${folder}: without covers the forecasts cannot be explained`);
  const interval = p10 && p90 ? { p10: readEnd(p10, source), p90: readEnd(p90, source) } : null;
  return { forecast, interval };
}

type Source = { folder: string; contract: Contract; tell: (note: string) => void };

function readRecipe(path: string): v.InferOutput<typeof Recipe> {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new ModelFileError(`${path} is not JSON`);
  }
  const result = v.safeParse(Recipe, raw);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ModelFileError(`${path}: ${v.getDotPath(issue) ?? '(root)'}: ${issue.message}`);
}

function readEnd({ trees, correction }: v.InferOutput<typeof End>, source: Source): TreeEnsemble {
  const { folder, contract } = source;
  const feature = contract.features.findIndex(({ name }) => name === correction.feature);
  if (feature < 0) throw new ModelFileError(`${folder}: no feature "${correction.feature}" to correct by`);
  return blend(readParts(trees, source), { ...correction, feature });
}

function readParts(parts: v.InferOutput<typeof Parts>, { folder, contract, tell }: Source) {
  return parts.map(({ file, weight, trees }) => {
    const path = join(folder, basename(file));
    if (!existsSync(path)) throw new Error(`${path} does not exist`);
    const { ensemble: best, allTrees = best, features } = readTrees(readFileSync(path), path);
    const ensemble = trees === 'all' ? allTrees : best;
    const [used, all] = [ensemble.roots.length, allTrees.roots.length];
    if (used < all) tell(`${path}: the first ${used} of ${all} trees count, up to the best iteration`);
    for (const [index, feature] of (features ?? []).entries()) {
      if (feature === contract.features[index]?.name) continue;
      throw new ModelFileError(`${path}: feature ${index} is "${feature}", the contract names another`);
    }
    return { ensemble, weight };
  });
}
