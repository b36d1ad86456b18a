import { ModelFileError } from '../../trees/ensemble.ts';
import { doubleAbove, float32Above, float32AtLeast } from '../../trees/float32.ts';
import type { Branch } from '../../trees/formats/flattenTree.ts';

/** The graph's one input; a float64 one makes ONNX Runtime compare and add in double. */
export type OnnxInput = { featureCount: number; isDouble: boolean };

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
 * The split of an ONNX node. The comparison holds for the same numbers as `x < threshold`: for the same doubles when the
 * file compares in double, else for the same float32 numbers.
 * @throws ModelFileError for modes that no single threshold can express
 */
export function toBranch<Ref>(
  comparison: Comparison<Ref>,
  { cover, inDouble }: { cover: number; inDouble: boolean },
): Branch<Ref> {
  const { mode, feature, value, missingToTrue, whenTrue, whenFalse } = comparison;
  const above = inDouble ? doubleAbove : float32Above;
  const atLeast = inDouble ? (limit: number) => limit : float32AtLeast;
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
      return ordered(true, above(value));
    case 'BRANCH_LT':
      return ordered(true, atLeast(value));
    case 'BRANCH_GTE':
      return ordered(false, atLeast(value));
    case 'BRANCH_GT':
      return ordered(false, above(value));
    default:
      throw new ModelFileError(`ONNX: mode "${mode}" is not supported`);
  }
}
