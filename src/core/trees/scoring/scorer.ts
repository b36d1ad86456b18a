import { hasSimd, startKernel } from '../../machine/simd.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/** Sums the trees of some ensembles for many rows at once. */
export type Scorer = {
  /**
   * One array of raw sums for each ensemble: leaves added in the order of the trees in float32, the base last, which is the arithmetic of
   * ONNX Runtime's `TreeEnsembleRegressor` in one thread.
   * @param matrix rows × features, row-major, NaN = missing
   * @throws RangeError for a matrix that is no whole number of rows
   */
  sums(matrix: Float32Array): Float32Array<ArrayBuffer>[];
};

/** What the compiled code offers; addresses in bytes. */
type Engine = {
  memory: WebAssembly.Memory;
  workSpace(): number;
  takeRows(rows: number, groups: number, features: number, columns: number): void;
  score(
    ...args: [
      trees: number,
      count: number,
      columns: number,
      groups: number,
      features: number,
      sums: number,
      base: number,
    ]
  ): void;
};

/** Where things lie in the engine's memory. */
type Layout = {
  rows: number;
  columns: number;
  sums: number;
  ensembles: { nodes: number; trees: number }[];
  end: number;
};

/** Rows that go down a tree side by side, and rows for which a tree stays in the processor's cache. */
const LANES = 8;
const BLOCK_ROWS = 64;
/** Bytes of a column of one group of rows, which every feature has twice. */
const COLUMN = LANES * 4;
const NODE_WORDS = 4;
const TREE_WORDS = 2;
const PAGE_BYTES = 65_536;
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Lays ensembles of the same features out for the compiled code, in time proportional to their nodes. Null where there is no SIMD, or no
 * memory for them: then ONNX Runtime alone sums.
 */
export function openScorer(ensembles: readonly TreeEnsemble[]): Scorer | null {
  const features = ensembles[0]?.featureCount ?? 0;
  if (!hasSimd() || features === 0) return null;
  const engine = startKernel<Engine>(KERNEL_BASE64);
  const layout = layOut(ensembles, { features, start: engine.workSpace() });
  if (layout.end > MAX_BYTES) return null;
  try {
    engine.memory.grow(Math.ceil((layout.end - engine.memory.buffer.byteLength) / PAGE_BYTES) + 1);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const { buffer } = engine.memory;
  ensembles.forEach((ensemble, at) => {
    const place = layout.ensembles[at];
    if (place) writeTrees(ensemble, place, buffer);
  });

  function sums(matrix: Float32Array): Float32Array<ArrayBuffer>[] {
    const count = matrix.length / features;
    if (!Number.isInteger(count)) throw new RangeError(`${matrix.length} numbers are no rows of ${features} features`);
    const found = ensembles.map(() => new Float32Array(count));
    const rows = new Float32Array(buffer, layout.rows, BLOCK_ROWS * features);
    const blockSums = new Float32Array(buffer, layout.sums, BLOCK_ROWS);
    for (let first = 0; first < count; first += BLOCK_ROWS) {
      const some = Math.min(BLOCK_ROWS, count - first);
      const groups = Math.ceil(some / LANES);
      rows.set(matrix.subarray(first * features, (first + some) * features));
      engine.takeRows(layout.rows, groups, features, layout.columns);
      ensembles.forEach(({ roots, baseScore }, at) => {
        const trees = layout.ensembles[at]?.trees ?? 0;
        engine.score(trees, roots.length, layout.columns, groups, features, layout.sums, baseScore);
        found[at]?.set(blockSums.subarray(0, some), first);
      });
    }
    return found;
  }
  return { sums };
}

function layOut(ensembles: readonly TreeEnsemble[], { features, start }: { features: number; start: number }): Layout {
  let end = Math.ceil(start / 64) * 64;
  const take = (bytes: number) => {
    const from = end;
    end += Math.ceil(bytes / 64) * 64;
    return from;
  };
  const rows = take(BLOCK_ROWS * features * 4);
  const columns = take((BLOCK_ROWS / LANES) * features * COLUMN * 2);
  const sums = take(BLOCK_ROWS * 4);
  const places = ensembles.map(({ feature, roots }) => ({
    nodes: take(feature.length * NODE_WORDS * 4),
    trees: take(roots.length * TREE_WORDS * 4),
  }));
  return { rows, columns, sums, ensembles: places, end };
}

/** Tree after tree, level after level, since neighbours are read together. */
function writeTrees(
  ensemble: TreeEnsemble,
  { nodes, trees }: { nodes: number; trees: number },
  buffer: ArrayBuffer,
): void {
  const { roots, left, right, feature, threshold, missingLeft, value } = ensemble;
  const words = new Uint32Array(buffer, nodes, feature.length * NODE_WORDS);
  const floats = new Float32Array(buffer, nodes, feature.length * NODE_WORDS);
  const rootsAndDepths = new Uint32Array(buffer, trees, roots.length * TREE_WORDS);
  let written = 0;
  const addressOf = (place: number) => nodes + place * NODE_WORDS * 4;

  roots.forEach((root, tree) => {
    const first = written;
    const order = [root];
    const depths = [0];
    for (let at = 0; at < order.length; at++) {
      const node = order[at] as number;
      const word = (first + at) * NODE_WORDS;
      const isLeaf = (left[node] as number) < 0;
      floats[word] = (isLeaf ? value[node] : threshold[node]) as number;
      words[word + 1] = isLeaf ? 0 : (feature[node] as number) * COLUMN * 2 + (missingLeft[node] === 1 ? 0 : COLUMN);
      words[word + 2] = addressOf(first + (isLeaf ? at : order.length));
      words[word + 3] = addressOf(first + (isLeaf ? at : order.length + 1));
      if (isLeaf) continue;
      order.push(left[node] as number, right[node] as number);
      depths.push((depths[at] as number) + 1, (depths[at] as number) + 1);
    }
    written += order.length;
    rootsAndDepths[tree * TREE_WORDS] = addressOf(first);
    rootsAndDepths[tree * TREE_WORDS + 1] = depths.at(-1) as number;
  });
}
