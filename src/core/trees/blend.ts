import { ModelFileError, type TreeEnsemble } from './ensemble.ts';
import { LARGEST_FLOAT32 } from './float32.ts';
import { type TreeNodes, toEnsemble } from './treeNodes.ts';

/** An ensemble and the weight of its sum. */
export type WeightedEnsemble = { ensemble: TreeEnsemble; weight: number };

/** A number added to a forecast: `present` if a feature has a value, `absent` if it is missing. */
export type Correction = { feature: number; present: number; absent: number };

/**
 * The weighted sum of ensembles in float32, which is an ensemble again: leaves scaled, trees one after another. One pass of SHAP
 * therefore explains the whole, and its contributions are the weighted sum of the parts'.
 * @param correction added to the sum
 * @throws ModelFileError when the parts take different numbers of features, or there are none
 */
export function blend(parts: readonly WeightedEnsemble[], correction: Correction | null = null): TreeEnsemble {
  const [first] = parts;
  if (!first) throw new ModelFileError('a blend of nothing');
  const { featureCount } = first.ensemble;
  for (const { ensemble } of parts) {
    if (ensemble.featureCount !== featureCount) {
      throw new ModelFileError(`a blend of models of ${featureCount} and of ${ensemble.featureCount} features`);
    }
  }
  const baseScore = parts.reduce((sum, { ensemble, weight }) => sum + Math.fround(ensemble.baseScore) * weight, 0);
  const trees = parts.flatMap(({ ensemble, weight }) => treesOf(ensemble, weight));
  return toEnsemble(correction ? [...trees, correctionTree(correction)] : trees, { featureCount, baseScore });
}

/** An ensemble's trees with their own node numbers and scaled leaves. */
function treesOf(ensemble: TreeEnsemble, weight: number): TreeNodes[] {
  const { roots, feature } = ensemble;
  return Array.from(roots, (root, tree) => {
    const end = roots[tree + 1] ?? feature.length;
    const withinTree = (ids: Int32Array) => ids.slice(root, end).map((id) => (id < 0 ? -1 : id - root));
    return {
      left: withinTree(ensemble.left),
      right: withinTree(ensemble.right),
      feature: feature.subarray(root, end),
      threshold: ensemble.threshold.subarray(root, end),
      missingLeft: ensemble.missingLeft.subarray(root, end),
      value: Float64Array.from(ensemble.value.subarray(root, end), (value) => Math.fround(value) * weight),
      cover: ensemble.cover.subarray(root, end),
    };
  });
}

/** One split that sends missing values left and every number right, since no number is below the smallest float32. */
function correctionTree({ feature, present, absent }: Correction): TreeNodes {
  return {
    left: [1, -1, -1],
    right: [2, -1, -1],
    feature: [feature, -1, -1],
    threshold: [-LARGEST_FLOAT32, 0, 0],
    missingLeft: [1, 0, 0],
    value: [0, absent, present],
    cover: [0, 0, 0],
  };
}
