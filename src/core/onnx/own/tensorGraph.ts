import { ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { DOUBLED_INPUT } from './doubledColumns.ts';
import { type GraphWriter, openGraph } from './graphWriter.ts';
import type { LeafSum } from './leafSum.ts';
import { checkPaddable, type PaddedTrees, padTrees, treeDepths } from './paddedTrees.ts';

/** Ensembles whose sums are wanted, each under a name of its own. */
export type TensorGraphPart = { name: string; ensemble: TreeEnsemble };

/** An ONNX file that finds the leaves, and how they add up to one sum for each part. Plain data: it crosses to a worker. */
export type TensorGraph = {
  file: Uint8Array<ArrayBuffer>;
  featureCount: number;
  sums: readonly LeafSum[];
};

/** So that a tensor of N rows × trees stays small for thousands of rows. */
const MAX_TREES_A_STEP = 1024;

/**
 * Writes tree ensembles as an ONNX graph of plain tensor operators, for runtimes that know no trees. All trees of one depth go down
 * together: with `index`, the nodes at which N rows stand in T trees, one level is
 *
 *     index ← 2·index + (x[column[index]] < threshold[index]),
 *
 * and after as many of them as there are levels it points at leaves. Trees of another depth are another group, so a stump costs
 * no 64 leaves.
 *
 * The graph gives leaves, float32 [N, T] for each group, and no sums: how a graphics processor orders and rounds a sum is its own
 * affair, but comparing and copying are exact everywhere. `sumLeaves` adds them in the order of the trees in float32, as ONNX
 * Runtime's `TreeEnsembleRegressor` does, so the sums are the same bit for bit.
 *
 * @param parts raw sums; transform and limits are the caller's
 * @throws ModelFileError when the parts take different numbers of features, or their trees are too deep to be padded
 */
export function writeTensorGraph(parts: readonly TensorGraphPart[]): TensorGraph {
  const featureCount = parts[0]?.ensemble.featureCount;
  if (featureCount === undefined) throw new ModelFileError('no trees to write');
  if (parts.some(({ ensemble }) => ensemble.featureCount !== featureCount))
    throw new ModelFileError('the parts of a model take different features');
  const depths = parts.map(({ ensemble }) => treeDepths(ensemble));
  checkPaddable(depths.flat());
  const graph = openGraph();
  const sums = parts.map(({ name, ensemble }, part) => {
    const groups = groupTrees(depths[part] ?? []).map(({ depth, trees }, group) => {
      const output = `${name}/${group}`;
      writeGroup(graph, padTrees(ensemble, trees, depth), output);
      return { output, trees };
    });
    return { name, base: ensemble.baseScore, groups };
  });
  const outputs = sums.flatMap(({ groups }) =>
    groups.map(({ output, trees }) => ({ name: output, shape: ['N', trees.length] })),
  );
  const file = graph.encode('leaves', { input: { name: DOUBLED_INPUT, shape: ['N', 2 * featureCount] }, outputs });
  return { file, featureCount, sums };
}

/** The trees by depth, in portions. */
function groupTrees(depths: readonly number[]): { depth: number; trees: number[] }[] {
  return [...new Set(depths)].flatMap((depth) => {
    const trees = [...depths.keys()].filter((tree) => depths[tree] === depth);
    const count = Math.ceil(trees.length / MAX_TREES_A_STEP);
    return Array.from({ length: count }, (_, i) => ({
      depth,
      trees: trees.slice(i * MAX_TREES_A_STEP, (i + 1) * MAX_TREES_A_STEP),
    }));
  });
}

/** Writes the way of each row down the trees of a group, to the leaves: float32 [N, trees]. */
function writeGroup(graph: GraphWriter, { trees, levels, leaves }: PaddedTrees, output: string): void {
  let index: string | null = null;
  for (const level of levels) {
    const [column, threshold] = [graph.constant(level.column), graph.constant(level.threshold)];
    // At the roots all rows ask for the same.
    const x = index
      ? graph.add('GatherElements', [DOUBLED_INPUT, graph.add('Gather', [column, index])], { axis: 1 })
      : graph.add('Gather', [DOUBLED_INPUT, column], { axis: 1 });
    const limit = index ? graph.add('Gather', [threshold, index]) : threshold;
    const goesLeft = graph.add('Cast', [graph.add('Less', [x, limit])], { to: INT32 });
    const right: string = index ? graph.add('Add', [index, index]) : graph.constant(rightChildren(trees));
    index = graph.add('Add', [goesLeft, right]);
  }
  graph.add('Gather', [graph.constant(leaves), index ?? ''], {}, output);
}

/** Of the roots, which are nodes 0, 1, 2… of their level. */
function rightChildren(trees: number): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: trees }, (_, tree) => 2 * tree);
}

/** TensorProto.DataType */
const INT32 = 6;
