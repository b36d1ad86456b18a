import { hasSimd, startKernel } from '../../machine/simd.ts';
import { addsInDouble, type TreeEnsemble } from '../ensemble.ts';
import { KERNEL_BASE64 } from './wasm.ts';

// Hot loops: casts replace index checks.

/** Sums the trees of some ensembles for many rows at once. */
export type Scorer = {
  /**
   * One array of raw sums for each ensemble: leaves added in the order of the trees in float32, or in double where the
   * leaves are doubles, the base last, which is the arithmetic of ONNX Runtime's `TreeEnsembleRegressor` in one thread.
   * @param matrix rows × features, row-major, NaN = missing
   * @throws RangeError for a matrix that is not a whole number of rows
   */
  sums(matrix: Float32Array): Float32Array<ArrayBuffer>[];
};

/** Exports of the compiled code; addresses in bytes. See assembly/kernel.ts. */
type ScoringKernel = {
  memory: WebAssembly.Memory;
  workSpace(): number;
  takeRows(rows: number, groups: number, features: number, columns: number): void;
  score: (...args: ScoreArguments) => void;
  scoreInDouble: (...args: ScoreArguments) => void;
};

type ScoreArguments = [
  trees: number,
  count: number,
  columns: number,
  groups: number,
  features: number,
  sums: number,
  base: number,
];

/** An ensemble, and the addresses of its nodes, its list of trees and its doubles in the kernel's memory. */
type Placed = { ensemble: TreeEnsemble; nodes: number; trees: number; leaves: number };

/** Rows that go down a tree side by side; the compiled code uses the same number. */
const LANES = 8;
/** Rows per block, for which a tree stays in the processor's cache. */
const BLOCK_ROWS = 64;
/** Bytes of a column of one group of rows; every feature has two columns. */
const COLUMN = LANES * 4;
const NODE_WORDS = 4;
const TREE_WORDS = 2;
const PAGE_BYTES = 65_536;
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Prepares ensembles of the same features for the compiled code, in time proportional to their nodes. Null without SIMD
 * or without enough memory: ONNX Runtime then sums alone.
 */
export function openScorer(ensembles: readonly TreeEnsemble[]): Scorer | null {
  const features = ensembles[0]?.featureCount ?? 0;
  if (!hasSimd() || features === 0) return null;
  const kernel = startKernel<ScoringKernel>(KERNEL_BASE64);
  const { rows, columns, sums, placed, end } = placeEnsembles(ensembles, { features, start: kernel.workSpace() });
  if (end > MAX_BYTES) return null;
  try {
    kernel.memory.grow(Math.ceil((end - kernel.memory.buffer.byteLength) / PAGE_BYTES) + 1);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const { buffer } = kernel.memory;
  for (const place of placed) writeTrees(place, buffer);
  const block = new Float32Array(buffer, rows, BLOCK_ROWS * features);
  const blockSums = new Float32Array(buffer, sums, BLOCK_ROWS);
  const blockSumsInDouble = new Float64Array(buffer, sums, BLOCK_ROWS);

  return {
    sums(matrix) {
      const count = matrix.length / features;
      if (!Number.isInteger(count)) {
        throw new RangeError(`${matrix.length} numbers are no rows of ${features} features`);
      }
      const results = ensembles.map(() => new Float32Array(count));
      for (let first = 0; first < count; first += BLOCK_ROWS) {
        const blockRows = Math.min(BLOCK_ROWS, count - first);
        const groups = Math.ceil(blockRows / LANES);
        block.set(matrix.subarray(first * features, (first + blockRows) * features));
        kernel.takeRows(rows, groups, features, columns);
        for (const [i, { ensemble, trees }] of placed.entries()) {
          const { roots, baseScore } = ensemble;
          const isDouble = addsInDouble(ensemble);
          const score = isDouble ? kernel.scoreInDouble : kernel.score;
          score(trees, roots.length, columns, groups, features, sums, baseScore);
          results[i]?.set((isDouble ? blockSumsInDouble : blockSums).subarray(0, blockRows), first);
        }
      }
      return results;
    },
  };
}

/** Addresses in bytes of a block of rows, its columns and sums, and of the ensembles. */
function placeEnsembles(ensembles: readonly TreeEnsemble[], { features, start }: { features: number; start: number }) {
  let end = Math.ceil(start / 64) * 64;
  const reserve = (bytes: number) => {
    const address = end;
    end += Math.ceil(bytes / 64) * 64;
    return address;
  };
  const rows = reserve(BLOCK_ROWS * features * 4);
  const columns = reserve((BLOCK_ROWS / LANES) * features * COLUMN * 2);
  const sums = reserve(BLOCK_ROWS * 8);
  const placed = ensembles.map(
    (ensemble): Placed => ({
      ensemble,
      nodes: reserve(ensemble.feature.length * NODE_WORDS * 4),
      trees: reserve(ensemble.roots.length * TREE_WORDS * 4),
      leaves: reserve(addsInDouble(ensemble) ? ensemble.value.length * 8 : 0),
    }),
  );
  return { rows, columns, sums, placed, end };
}

/** Writes tree after tree, level after level, because neighbours are read together. */
function writeTrees({ ensemble, nodes, trees, leaves }: Placed, buffer: ArrayBuffer): void {
  const { roots, left, right, feature, threshold, missingLeft, value } = ensemble;
  const words = new Uint32Array(buffer, nodes, feature.length * NODE_WORDS);
  const floats = new Float32Array(buffer, nodes, feature.length * NODE_WORDS);
  const rootsAndDepths = new Uint32Array(buffer, trees, roots.length * TREE_WORDS);
  const isDouble = addsInDouble(ensemble);
  if (isDouble) new Float64Array(buffer, leaves, value.length).set(value);
  let written = 0;
  const addressOf = (place: number) => nodes + place * NODE_WORDS * 4;

  roots.forEach((root, tree) => {
    const first = written;
    const order = [root];
    const depths = [0];
    for (let i = 0; i < order.length; i++) {
      const node = order[i] as number;
      const word = (first + i) * NODE_WORDS;
      const isLeaf = (left[node] as number) < 0;
      if (isLeaf && isDouble) words[word] = leaves + node * 8;
      else floats[word] = (isLeaf ? value[node] : threshold[node]) as number;
      words[word + 1] = isLeaf ? 0 : (feature[node] as number) * COLUMN * 2 + (missingLeft[node] === 1 ? 0 : COLUMN);
      words[word + 2] = addressOf(first + (isLeaf ? i : order.length));
      words[word + 3] = addressOf(first + (isLeaf ? i : order.length + 1));
      if (isLeaf) continue;
      const depth = (depths[i] as number) + 1;
      order.push(left[node] as number, right[node] as number);
      depths.push(depth, depth);
    }
    written += order.length;
    rootsAndDepths[tree * TREE_WORDS] = addressOf(first);
    rootsAndDepths[tree * TREE_WORDS + 1] = depths.at(-1) as number;
  });
}
