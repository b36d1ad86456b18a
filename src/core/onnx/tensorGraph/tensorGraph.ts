import { at } from '../../machine/at.ts';
import { addsInDouble, ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { INT32 } from '../wire/onnxModel.ts';
import { DOUBLED_INPUT } from './doubledColumns.ts';
import { type GraphWriter, openGraph } from './graphWriter.ts';
import type { LeafSum } from './leafSum.ts';
import { checkPaddable, type PaddedTrees, padTrees, treeDepths } from './paddedTrees.ts';

/** A named ensemble to sum. */
export type TensorGraphPart = { name: string; ensemble: TreeEnsemble };

/**
 * An ONNX file that finds the leaves, and how they add up to one sum for each part. Plain data that can cross to a
 * worker.
 */
export type TensorGraph = {
  file: Uint8Array<ArrayBuffer>;
  featureCount: number;
  sums: readonly LeafSum[];
};

/** Limits a tensor of N rows × trees for thousands of rows. */
const MAX_TREES_A_STEP = 1024;

/**
 * Writes tree ensembles as an ONNX graph of plain tensor operators, for runtimes without trees. All trees of one depth
 * are walked together: with `index`, the current nodes of N rows in T trees, one level is
 *
 *     index ← 2·index + (x[column[index]] < threshold[index]),
 *
 * and after the last level it points at leaves. Trees of another depth are another group, so a stump does not cost 64
 * leaves.
 *
 * The graph gives leaves, float32 [N, T] for each group, and no sums: every GPU orders and rounds a sum differently,
 * but comparing and copying are exact everywhere. `sumLeaves` adds the leaves in the order of the trees, as ONNX
 * Runtime's `TreeEnsembleRegressor` does, so the sums are the same bit for bit. Where they are added in double, the
 * graph gives the numbers of the leaves instead.
 *
 * @param parts raw sums; the caller applies transform and limits
 * @throws ModelFileError when the parts take different numbers of features, or their trees are too deep to be padded
 */
export function writeTensorGraph(parts: readonly TensorGraphPart[]): TensorGraph {
  const featureCount = parts[0]?.ensemble.featureCount;
  if (featureCount === undefined) throw new ModelFileError('no trees to write');
  if (parts.some(({ ensemble }) => ensemble.featureCount !== featureCount)) {
    throw new ModelFileError('the parts of a model take different features');
  }
  const depths = parts.map(({ ensemble }) => treeDepths(ensemble));
  checkPaddable(depths.flat());
  const graph = openGraph();
  const sums = parts.map(({ name, ensemble }, part) => {
    const groups = groupTrees(at(depths, part)).map(({ depth, trees }, group) => {
      const output = `${name}/${group}`;
      writeGroup(graph, padTrees(ensemble, trees, depth), output);
      return { output, trees };
    });
    const leafValues = addsInDouble(ensemble) ? Float64Array.from(ensemble.value) : null;
    return { name, base: ensemble.baseScore, leafValues, groups };
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
    const portions = Math.ceil(trees.length / MAX_TREES_A_STEP);
    return Array.from({ length: portions }, (_, i) => ({
      depth,
      trees: trees.slice(i * MAX_TREES_A_STEP, (i + 1) * MAX_TREES_A_STEP),
    }));
  });
}

/** Writes the walk of each row down the trees of a group, to the leaves: float32 [N, trees]. */
function writeGroup(graph: GraphWriter, { trees, levels, leaves }: PaddedTrees, output: string): void {
  let index = writeRoots(graph, at(levels, 0), trees);
  for (const level of levels.slice(1)) index = writeLevel(graph, level, index);
  graph.add('Gather', [graph.constant(leaves), index], {}, output);
}

/** At the roots all rows read the same columns. @returns the rows' nodes on the next level */
function writeRoots(graph: GraphWriter, level: PaddedTrees['levels'][number], trees: number): string {
  const [column, threshold] = [graph.constant(level.column), graph.constant(level.threshold)];
  const x = graph.add('Gather', [DOUBLED_INPUT, column], { axis: 1 });
  const goesLeft = graph.add('Cast', [graph.add('Less', [x, threshold])], { to: INT32 });
  // The roots are nodes 0, 1, 2… of their level.
  const rightChildren = graph.constant(Int32Array.from({ length: trees }, (_, root) => 2 * root));
  return graph.add('Add', [goesLeft, rightChildren]);
}

/** @param index the rows' nodes on this level @returns their nodes on the next level */
function writeLevel(graph: GraphWriter, level: PaddedTrees['levels'][number], index: string): string {
  const [column, threshold] = [graph.constant(level.column), graph.constant(level.threshold)];
  const x = graph.add('GatherElements', [DOUBLED_INPUT, graph.add('Gather', [column, index])], { axis: 1 });
  const limit = graph.add('Gather', [threshold, index]);
  const goesLeft = graph.add('Cast', [graph.add('Less', [x, limit])], { to: INT32 });
  return graph.add('Add', [goesLeft, graph.add('Add', [index, index])]);
}
