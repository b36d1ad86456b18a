import { at } from '../machine/at.ts';

/**
 * A tree ensemble in the one form that all code here uses: readers convert other formats to it, writers convert it to
 * ONNX, SHAP walks it.
 *
 * All nodes of all trees are in one set of parallel arrays. A node goes left when `x < threshold`, compared in float32;
 * a missing value (NaN) goes left when `missingLeft` says so. A leaf has `feature` -1 and children -1.
 */
export type TreeEnsemble = {
  readonly featureCount: number;
  /** Added once to the sum of the leaves. */
  readonly baseScore: number;
  /** Only for trees of a library that begins its float32 sum with the base score: see `withBaseFirst`. */
  readonly isBaseFirst?: true;
  /** Index of each tree's root node; a tree's nodes are reachable only from its root. */
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  /**
   * Only for trees of a library that compares in double: a row goes left when `x < exactThreshold`, and `threshold` is
   * the same for float32 numbers. `rankColumns` makes such trees exact for any numbers.
   */
  readonly exactThreshold?: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 when a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /**
   * The leaf's value; 0 at inner nodes. Trees of a library that adds in double have doubles here, and are then added in
   * double; all others in float32.
   */
  readonly value: Float32Array | Float64Array;
  /** Training weight that reached the node (sum of hessians, counts or weights); exact SHAP needs it. */
  readonly cover: Float32Array;
};

/**
 * Whether the covers tell how the training weight spread over each tree: without them no forecast can be explained
 * exactly.
 */
export function hasCovers({ roots, left, cover }: TreeEnsemble): boolean {
  return roots.every((root) => at(left, root) < 0 || at(cover, root) > 0);
}

/** Whether leaves that no training weight reached have a value: libraries explain rows there in ways of their own. */
export function hasEmptyLeaves({ left, cover, value, roots }: TreeEnsemble): boolean {
  const isRoot = new Set(roots);
  return value.some((leaf, node) => leaf !== 0 && cover[node] === 0 && (left[node] ?? 0) < 0 && !isRoot.has(node));
}

/** The ensemble of the first `count` trees, without copies. */
export function firstTrees(ensemble: TreeEnsemble, count: number): TreeEnsemble {
  const { roots } = ensemble;
  const nodes = roots[count] ?? ensemble.feature.length;
  const { exactThreshold } = ensemble;
  return {
    ...ensemble,
    roots: roots.subarray(0, count),
    feature: ensemble.feature.subarray(0, nodes),
    threshold: ensemble.threshold.subarray(0, nodes),
    ...(exactThreshold ? { exactThreshold: exactThreshold.subarray(0, nodes) } : {}),
    left: ensemble.left.subarray(0, nodes),
    right: ensemble.right.subarray(0, nodes),
    missingLeft: ensemble.missingLeft.subarray(0, nodes),
    value: ensemble.value.subarray(0, nodes),
    cover: ensemble.cover.subarray(0, nodes),
  };
}

/** Whether the leaves are added in double. */
export function addsInDouble({ value }: Pick<TreeEnsemble, 'value'>): boolean {
  return value instanceof Float64Array;
}

/**
 * Why a file is no model that this app takes, although it may be sound: another format, or something that is not
 * supported. The screens have words for each.
 */
export type RefusalKind =
  | 'empty'
  | 'too-large'
  | 'pickle'
  | 'zip'
  | 'gzip'
  | 'markup'
  | 'pmml'
  | 'coreml'
  | 'catboost-binary'
  | 'xgboost-binary'
  | 'xgboost-dump'
  | 'xgboost-config'
  | 'lightgbm-dump'
  | 'source-code'
  | 'other-json'
  | 'other-file'
  | 'classifier'
  | 'not-finite'
  | 'objective'
  | 'no-objective'
  | 'booster'
  | 'several-outputs'
  | 'categories'
  | 'linear-leaves'
  | 'zero-as-missing'
  | 'operators'
  | 'subgraphs'
  | 'external-data'
  | 'input-type';

/** `name`: the objective, operators or type concerned; empty for kinds without one. */
export type Refusal = { kind: RefusalKind; name: string };

/** A model file that cannot be used. The message describes the fault, in English, for the details view. */
export class ModelFileError extends Error {
  override readonly name = 'ModelCorrupt';
  /** Null for a damaged file. */
  readonly refusal: Refusal | null;

  constructor(message: string, refusal: RefusalKind | null = null, name = '') {
    super(message);
    this.refusal = refusal && { kind: refusal, name };
  }
}
