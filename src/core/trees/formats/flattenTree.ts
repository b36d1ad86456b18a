import { at } from '../../machine/at.ts';
import { ModelFileError } from '../ensemble.ts';
import { float32AtLeast, LARGEST_FLOAT32 } from '../float32.ts';
import { MAX_DEPTH, type TreeNodes } from '../treeNodes.ts';

/**
 * One node as a reader sees it; `Ref` is how its file refers to nodes. A number goes below when `x < threshold`;
 * `float32Above`, `float32AtLeast` and `doubleAbove` convert the comparisons of other libraries. The threshold may be
 * infinite.
 */
export type Branch<Ref> =
  | { value: number; cover: number }
  | {
      feature: number;
      threshold: number;
      missingBelow: boolean;
      below: Ref;
      above: Ref;
      /** If absent, the children's covers are added up. */
      cover?: number;
    };

/**
 * Walks a file's tree from its root into the parallel lists for `toEnsemble`, which checks the numbers. Leaves may be
 * shared.
 *
 * A split that sends every finite number below has no threshold in float32. It is reversed: `x < -LARGEST_FLOAT32`
 * holds for no finite number, so all of them go right, to what was below. The application has no infinite values.
 * @throws ModelFileError for a split that is reached twice, as on a cycle, or a path of more than `MAX_DEPTH` splits
 */
export function flattenTree<Ref>(root: Ref, branchAt: (ref: Ref) => Branch<Ref>, where: string): TreeNodes {
  const tree: Record<keyof TreeNodes, number[]> = {
    left: [],
    right: [],
    feature: [],
    threshold: [],
    missingLeft: [],
    value: [],
    cover: [],
  };
  const splits = new Set<Ref>();
  const add = (ref: Ref, depth: number): number => {
    const branch = branchAt(ref);
    const isLeaf = 'value' in branch;
    const node = tree.left.push(-1) - 1;
    tree.right.push(-1);
    tree.feature.push(isLeaf ? -1 : branch.feature);
    tree.threshold.push(0);
    tree.missingLeft.push(0);
    tree.value.push(isLeaf ? branch.value : 0);
    tree.cover.push(branch.cover ?? 0);
    if (isLeaf) return node;
    if (depth === MAX_DEPTH) throw new ModelFileError(`${where}: deeper than ${MAX_DEPTH} splits`);
    if (splits.has(ref)) throw new ModelFileError(`${where}: a split is reached twice`);
    splits.add(ref);
    const isTurned = float32AtLeast(branch.threshold) === Number.POSITIVE_INFINITY;
    const [toLeft, toRight] = isTurned ? [branch.above, branch.below] : [branch.below, branch.above];
    tree.threshold[node] = isTurned ? -LARGEST_FLOAT32 : Math.max(-LARGEST_FLOAT32, branch.threshold);
    tree.missingLeft[node] = branch.missingBelow === isTurned ? 0 : 1;
    const left = add(toLeft, depth + 1);
    const right = add(toRight, depth + 1);
    tree.left[node] = left;
    tree.right[node] = right;
    if (branch.cover === undefined) tree.cover[node] = at(tree.cover, left) + at(tree.cover, right);
    return node;
  };
  add(root, 0);
  return tree;
}
