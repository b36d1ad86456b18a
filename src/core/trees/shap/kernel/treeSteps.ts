import type { ShapModel, ShapTree } from '../shapModel.ts';
import { pointFactors } from './factors.ts';
import { COLUMN, type Layout } from './layout.ts';
import { CHILDREN, KIND, REPEATED, STEP, unrolled, type Words } from './steps.ts';

/**
 * Writes the steps that explain one tree: down to the left, down to the right, up. They work on columns, so that what is decided here once
 * is not decided again for each row.
 */
export function writeTree(model: ShapModel, tree: ShapTree, to: { words: Words; layout: Layout }): void {
  if (tree.size > 0) new TreeWriter(model, tree, to).writeNode(0, { depth: 0, side: 0 });
}

/** Where a node hangs: how many splits lie above it, and on which side of the last. */
type Place = { depth: number; side: 0 | 1 };

/** A split as its step needs it: letters of `ShapModel`, addresses of columns. */
type Split = ReturnType<TreeWriter['split']>;

class TreeWriter {
  readonly #model: ShapModel;
  readonly #tree: ShapTree;
  readonly #words: Words;
  readonly #layout: Layout;
  /** Quadrature points; a step that loops over them says how many. */
  readonly #points: number;
  readonly #loop: readonly number[];
  /** By inner node: the mean of its leaves over the covers, and the splits above it. */
  readonly #means: Float64Array;
  readonly #depths: Int32Array;
  /** Inner nodes whose feature is met again further down. */
  readonly #watched: ReadonlySet<number>;

  constructor(model: ShapModel, tree: ShapTree, { words, layout }: { words: Words; layout: Layout }) {
    this.#model = model;
    this.#tree = tree;
    this.#words = words;
    this.#layout = layout;
    this.#points = tree.quadrature.points.length;
    this.#loop = unrolled(this.#points) === 0 ? [this.#points] : [];
    this.#means = leafMeans(model, tree);
    this.#depths = new Int32Array(tree.size);
    const repeated = model.repeated.subarray(tree.first, tree.first + tree.size);
    this.#watched = new Set(Array.from(repeated, (earlier) => earlier >> 1));
  }

  writeNode(index: number, at: Place): void {
    this.#depths[index] = at.depth;
    const split = this.split(index);
    const { left, right, isRepeated } = split;
    const isTwig = this.#loop.length === 0 && !isRepeated && this.#endsTwig(left) && this.#endsTwig(right);
    if (left < 0 && right < 0) this.#writeCherry(split, at);
    else if (isTwig) this.#writeTwig(split, at);
    else this.#writeSplit(index, split, at);
  }

  split(index: number) {
    const model = this.#model;
    const node = this.#tree.first + index;
    const feature = model.feature[node] ?? 0;
    const earlier = model.repeated[node] ?? -1;
    return {
      left: model.left[node] ?? -1,
      right: model.right[node] ?? -1,
      w: model.ratio[node] ?? 0,
      threshold: model.threshold[node] ?? 0,
      x: this.#layout.columns + (2 * feature + (model.missingLeft[node] ? 0 : 1)) * COLUMN,
      phi: this.#layout.phi + feature * COLUMN,
      isRepeated: earlier >= 0,
      agrees:
        earlier >= 0
          ? this.#agreesBelow({ depth: this.#depths[earlier >> 1] ?? 0, side: earlier & 1 ? 0 : 1 })
          : this.#layout.ones,
      ...pointFactors(model, this.#tree, index),
    };
  }

  /** Two leaves: down and up in one step. */
  #writeCherry({ x, phi, agrees, threshold, w, left, right, isRepeated, u, q }: Split, at: Place): void {
    const D = this.#mean(left) - this.#mean(right);
    const op = this.#op(KIND.cherry + (isRepeated ? REPEATED.cherry : 0));
    this.#words.integers(op, x, this.#above(at), this.#below(at), phi, agrees);
    this.#words.floats(threshold, D, -w * D, this.#mean(right) + w * D);
    this.#writeFactors({ u, q, isRepeated });
  }

  /** Cherries and leaves: three splits, or two, in one step. */
  #writeTwig({ x, phi, threshold, w, left, right, u }: Split, at: Place): void {
    const cd = this.#mean(left) - this.#mean(right);
    const cherries = left < 0 ? CHILDREN.right : right < 0 ? CHILDREN.left : CHILDREN.both;
    this.#words.integers(this.#op(KIND.twig + cherries), x, this.#above(at), this.#below(at), phi);
    this.#words.floats(threshold, w, cd, this.#mean(right) + w * cd);
    for (const child of [left, right]) {
      const cherry = child < 0 ? null : this.split(child);
      const D = cherry ? this.#mean(cherry.left) - this.#mean(cherry.right) : 0;
      this.#words.integers(cherry?.x ?? 0, cherry?.phi ?? 0);
      this.#words.floats(cherry?.threshold ?? 0, D, -(cherry?.w ?? 0) * D);
    }
    this.#words.floatsOf(u);
  }

  #writeSplit(index: number, split: Split, at: Place): void {
    const { x, phi, agrees, threshold, w, left, right, isRepeated, u, q } = split;
    const kept = this.#layout.kept + at.depth * COLUMN;
    const toLeft: Place = { depth: at.depth + 1, side: 0 };
    const toRight: Place = { depth: at.depth + 1, side: 1 };
    const inner = left < 0 ? CHILDREN.right : right < 0 ? CHILDREN.left : CHILDREN.both;
    const words = this.#words;
    if (this.#watched.has(index)) {
      const [agreesLeft, agreesRight] = ([0, 1] as const).map((side) => this.#agreesBelow({ ...at, side }));
      words.integers(STEP.watch, x, agrees, agreesLeft ?? 0, agreesRight ?? 0);
      words.floats(threshold);
    }
    words.integers(this.#op(KIND.down + inner + (isRepeated ? REPEATED.down : 0)));
    words.integers(x, this.#above(at), this.#above(toLeft), this.#above(toRight), kept, agrees);
    words.floats(threshold, w);
    this.#writeFactors({ u, q, isRepeated: false });
    if (left >= 0) this.writeNode(left, toLeft);
    if (right >= 0) this.writeNode(right, toRight);
    words.integers(this.#op(KIND.up + inner + (isRepeated ? REPEATED.up : 0)));
    words.integers(kept, this.#above(at), this.#below(toLeft), this.#below(toRight), this.#below(at), phi);
    words.floats(w, left < 0 ? this.#mean(left) : this.#mean(right));
    this.#writeFactors({ u, q, isRepeated });
  }

  #writeFactors({ u, q, isRepeated }: Pick<Split, 'u' | 'q' | 'isRepeated'>): void {
    this.#words.integers(...this.#loop);
    this.#words.floatsOf(u);
    if (isRepeated) this.#words.floatsOf(q);
  }

  #op(kind: number): number {
    return kind * 4 + unrolled(this.#points);
  }

  /** A leaf, or a split above two leaves on a new feature. */
  #endsTwig(child: number): boolean {
    if (child < 0) return true;
    const node = this.#tree.first + child;
    const { left, right, repeated } = this.#model;
    return (left[node] ?? 0) < 0 && (right[node] ?? 0) < 0 && (repeated[node] ?? 0) < 0;
  }

  /** Mean of a child, from the tree's: the smaller the numbers, the less is lost in single precision. */
  #mean(child: number): number {
    const mean = child >= 0 ? this.#means[child] : this.#model.leafValue[~child];
    return (mean ?? 0) - (this.#means[0] ?? 0);
  }

  /** A of a node: for a root the weights of the quadrature. */
  #above(at: Place): number {
    const n = this.#points;
    if (at.depth === 0) return this.#layout.roots + (COLUMN * n * (n - 1)) / 2;
    return this.#layout.above + (2 * at.depth + at.side) * COLUMN * n;
  }

  /** H of a node. */
  #below({ depth, side }: Place): number {
    return this.#layout.below + (2 * depth + side) * COLUMN * this.#points;
  }

  /** O of what lies on one side of a node at this depth. */
  #agreesBelow({ depth, side }: Place): number {
    return this.#layout.agrees + (2 * depth + side) * COLUMN;
  }
}

/** Mean leaf below each inner node over the covers; children come after their parents. */
function leafMeans({ left, right, ratio, leafValue }: ShapModel, { first, size }: ShapTree): Float64Array {
  const means = new Float64Array(size);
  const of = (child: number) => (child >= 0 ? means[child] : leafValue[~child]) ?? 0;
  for (let p = size - 1; p >= 0; p--) {
    const w = ratio[first + p] ?? 0;
    means[p] = w * of(left[first + p] ?? -1) + (1 - w) * of(right[first + p] ?? -1);
  }
  return means;
}
