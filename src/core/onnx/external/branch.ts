import { ModelFileError } from '../../trees/ensemble.ts';
import { float32Above, float32AtLeast } from '../../trees/float32.ts';
import type { Branch } from '../../trees/formats/flattenTree.ts';

/** A comparing node of ONNX; `Ref` is how its file refers to nodes. */
export type Comparison<Ref> = {
  /** `BRANCH_LEQ`, `BRANCH_LT` … */
  mode: string;
  feature: number;
  value: number;
  /** Whether NaN goes to the true child; otherwise the comparison is false and NaN goes to the other child. */
  missingToTrue: boolean;
  whenTrue: Ref;
  whenFalse: Ref;
};

/**
 * The split of an ONNX node. The comparison with a float32 or a double holds for the same float32 numbers as
 * `x < threshold`.
 * @throws ModelFileError for modes that no single threshold can express
 */
export function toBranch<Ref>(comparison: Comparison<Ref>, cover: number): Branch<Ref> {
  const { mode, feature, value, missingToTrue, whenTrue, whenFalse } = comparison;
  const ordered = (trueBelow: boolean, threshold: number): Branch<Ref> => ({
    feature,
    threshold,
    cover,
    missingBelow: missingToTrue === trueBelow,
    below: trueBelow ? whenTrue : whenFalse,
    above: trueBelow ? whenFalse : whenTrue,
  });
  switch (mode) {
    case 'BRANCH_LEQ':
      return ordered(true, float32Above(value));
    case 'BRANCH_LT':
      return ordered(true, float32AtLeast(value));
    case 'BRANCH_GTE':
      return ordered(false, float32AtLeast(value));
    case 'BRANCH_GT':
      return ordered(false, float32Above(value));
    default:
      throw new ModelFileError(`ONNX: mode "${mode}" is not supported`);
  }
}
