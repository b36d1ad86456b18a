import type { ShapModel, ShapTree } from '../shapModel.ts';
import { COLUMN, type MemoryLayout } from './memoryLayout.ts';
import { CHILDREN, KIND, type Program, REPEATED, STEP, unrolled } from './program.ts';
import { columnOf } from './tables.ts';

// Hot: casts replace index checks.

/**
 * Writes the steps that explain one tree: down to the left, down to the right, up. The steps work on columns, so that
 * each decision made here is made once for all rows.
 */
export function writeTree(model: ShapModel, tree: ShapTree, to: { steps: Program; layout: MemoryLayout }): void {
  if (tree.size > 0) new TreeWriter(model, tree, to).writeNode(0, { depth: 0, side: 0 });
}

/** Position of a node: the number of splits above it, and its side of the last one. */
type Position = { depth: number; side: 0 | 1 };

/** A split with everything its step needs: letters of `ShapModel`, addresses of columns. */
type Split = ReturnType<TreeWriter['split']>;

class TreeWriter {
  readonly #model: ShapModel;
  readonly #tree: ShapTree;
  readonly #steps: Program;
  readonly #layout: MemoryLayout;
  /** Quadrature points; a step that loops over them says how many. */
  readonly #points: number;
  readonly #loop: readonly number[];
  /** For each inner node: the mean of its leaves over the covers, and the number of splits above it. */
  readonly #means: Float64Array;
  readonly #depths: Int32Array;
  /** Inner nodes whose feature occurs again below. */
  readonly #metAgain: ReadonlySet<number>;

  constructor(model: ShapModel, tree: ShapTree, { steps, layout }: { steps: Program; layout: MemoryLayout }) {
    this.#model = model;
    this.#tree = tree;
    this.#steps = steps;
    this.#layout = layout;
    this.#points = tree.quadrature.points.length;
    this.#loop = unrolled(this.#points) === 0 ? [this.#points] : [];
    this.#means = leafMeans(model, tree);
    this.#depths = new Int32Array(tree.size);
    const repeated = model.repeated.subarray(tree.first, tree.first + tree.size);
    this.#metAgain = new Set(Array.from(repeated, (earlier) => earlier >> 1));
  }

  writeNode(index: number, position: Position): void {
    this.#depths[index] = position.depth;
    const split = this.split(index);
    const { left, right, isRepeated } = split;
    const isLowest =
      this.#loop.length === 0 && !isRepeated && this.#isLeafOrLeafSplit(left) && this.#isLeafOrLeafSplit(right);
    if (left < 0 && right < 0) this.#writeLeafSplit(split, position);
    else if (isLowest) this.#writeLowestSplits(split, position);
    else this.#writeSplit(index, split, position);
  }

  split(index: number) {
    const { feature, repeated, left, right, ratio, threshold, missingLeft, factors } = this.#model;
    const node = this.#tree.first + index;
    const earlier = repeated[node] as number;
    const factorsAt = factors[node] as number;
    return {
      left: left[node] as number,
      right: right[node] as number,
      w: ratio[node] as number,
      threshold: threshold[node] as number,
      x: columnOf(this.#layout, feature[node] as number, missingLeft[node] as number),
      phi: this.#layout.phi + (feature[node] as number) * COLUMN,
      isRepeated: earlier >= 0,
      agrees:
        earlier >= 0
          ? this.#agreesBelow({ depth: this.#depths[earlier >> 1] as number, side: earlier & 1 ? 0 : 1 })
          : this.#layout.ones,
      u: this.#tree.u.subarray(factorsAt, factorsAt + this.#points),
      q: this.#tree.q.subarray(factorsAt, factorsAt + this.#points),
    };
  }

  /** A split above two leaves: down and up in one step. */
  #writeLeafSplit({ x, phi, agrees, threshold, w, left, right, isRepeated, u, q }: Split, position: Position): void {
    const D = this.#mean(left) - this.#mean(right);
    const op = this.#op(KIND.leafSplit + (isRepeated ? REPEATED.leafSplit : 0));
    this.#steps.integers(op, x, this.#above(position), this.#below(position), phi, agrees);
    this.#steps.floats(threshold, D, -w * D, this.#mean(right) + w * D);
    this.#writeFactors({ u, q, isRepeated });
  }

  /** A split above two splits above leaves, or above one and a leaf: three splits, or two, in one step. */
  #writeLowestSplits({ x, phi, threshold, w, left, right, u }: Split, position: Position): void {
    const cd = this.#mean(left) - this.#mean(right);
    const op = this.#op(KIND.lowestSplits + splitChildren(left, right));
    this.#steps.integers(op, x, this.#above(position), this.#below(position), phi);
    this.#steps.floats(threshold, w, cd, this.#mean(right) + w * cd);
    for (const child of [left, right]) this.#writeChild(child);
    this.#steps.floatsOf(u);
  }

  /** The child's part of such a step: a split above two leaves, or zeros for a leaf. */
  #writeChild(child: number): void {
    if (child < 0) {
      this.#steps.integers(0, 0, 0, 0, 0);
      return;
    }
    const { x, phi, threshold, w, left, right } = this.split(child);
    const D = this.#mean(left) - this.#mean(right);
    this.#steps.integers(x, phi);
    this.#steps.floats(threshold, D, -w * D);
  }

  #writeSplit(index: number, split: Split, position: Position): void {
    const { x, phi, agrees, threshold, w, left, right, isRepeated, u, q } = split;
    const deviation = this.#layout.deviations + position.depth * COLUMN;
    const [above, below] = [this.#above(position), this.#below(position)];
    const toLeft: Position = { depth: position.depth + 1, side: 0 };
    const toRight: Position = { depth: position.depth + 1, side: 1 };
    const inner = splitChildren(left, right);
    const steps = this.#steps;
    if (this.#metAgain.has(index)) {
      const agreesLeft = this.#agreesBelow({ ...position, side: 0 });
      const agreesRight = this.#agreesBelow({ ...position, side: 1 });
      steps.integers(STEP.trackPath, x, agrees, agreesLeft, agreesRight);
      steps.floats(threshold);
    }
    steps.integers(this.#op(KIND.down + inner + (isRepeated ? REPEATED.down : 0)));
    steps.integers(x, above, this.#above(toLeft), this.#above(toRight), deviation, agrees);
    steps.floats(threshold, w);
    this.#writeFactors({ u, q, isRepeated: false });
    if (left >= 0) this.writeNode(left, toLeft);
    if (right >= 0) this.writeNode(right, toRight);
    steps.integers(this.#op(KIND.up + inner + (isRepeated ? REPEATED.up : 0)));
    steps.integers(deviation, above, this.#below(toLeft), this.#below(toRight), below, phi);
    steps.floats(w, left < 0 ? this.#mean(left) : this.#mean(right));
    this.#writeFactors({ u, q, isRepeated });
  }

  #writeFactors({ u, q, isRepeated }: Pick<Split, 'u' | 'q' | 'isRepeated'>): void {
    this.#steps.integers(...this.#loop);
    this.#steps.floatsOf(u);
    if (isRepeated) this.#steps.floatsOf(q);
  }

  #op(kind: number): number {
    return kind * 4 + unrolled(this.#points);
  }

  /** A leaf, or a split above two leaves on a new feature. */
  #isLeafOrLeafSplit(child: number): boolean {
    if (child < 0) return true;
    const node = this.#tree.first + child;
    const { left, right, repeated } = this.#model;
    return (left[node] as number) < 0 && (right[node] as number) < 0 && (repeated[node] as number) < 0;
  }

  /** Mean of a child minus the tree's mean: smaller numbers lose less in single precision. */
  #mean(child: number): number {
    return meanOf(child, this.#means, this.#model.leafValue) - (this.#means[0] as number);
  }

  /** Address of A of a node: for a root, the weights of the quadrature. */
  #above({ depth, side }: Position): number {
    const n = this.#points;
    if (depth === 0) return this.#layout.roots + (COLUMN * n * (n - 1)) / 2;
    return this.#layout.above + (2 * depth + side) * COLUMN * n;
  }

  /** Address of H of a node. */
  #below({ depth, side }: Position): number {
    return this.#layout.below + (2 * depth + side) * COLUMN * this.#points;
  }

  /** Address of O on one side of a node at this depth. */
  #agreesBelow({ depth, side }: Position): number {
    return this.#layout.agrees + (2 * depth + side) * COLUMN;
  }
}

/** Which children are splits; at least one is. */
function splitChildren(left: number, right: number): 0 | 1 | 2 {
  if (left < 0) return CHILDREN.right;
  return right < 0 ? CHILDREN.left : CHILDREN.both;
}

/** Mean of the leaves below each inner node over the covers; children come after their parents. */
function leafMeans({ left, right, ratio, leafValue }: ShapModel, { first, size }: ShapTree): Float64Array {
  const means = new Float64Array(size);
  for (let p = size - 1; p >= 0; p--) {
    const w = ratio[first + p] as number;
    const leftMean = meanOf(left[first + p] as number, means, leafValue);
    const rightMean = meanOf(right[first + p] as number, means, leafValue);
    means[p] = w * leftMean + (1 - w) * rightMean;
  }
  return means;
}

/** Mean of a child: an inner node's mean, or a leaf's value. */
function meanOf(child: number, means: Float64Array, leafValue: Float64Array): number {
  return child >= 0 ? (means[child] as number) : (leafValue[~child] as number);
}
