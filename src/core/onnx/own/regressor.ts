import { at } from '../../machine/at.ts';
import { addsInDouble, ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { type TreeNodes, toEnsemble } from '../../trees/treeNodes.ts';
import { NodeAttributes } from '../wire/nodeAttributes.ts';
import type { OnnxAttribute } from '../wire/onnxModel.ts';

const INNER = 'BRANCH_LT';
const LEAF = 'LEAF';
/** Ends the names of lists of doubles. */
const AS_TENSOR = '_as_tensor';

/**
 * The attributes of `ai.onnx.ml` 3 `TreeEnsembleRegressor` for an ensemble, after the operator's page in the ONNX
 * documentation: one target, sum, no transform; `x < threshold` (BRANCH_LT) goes to the true child, a missing value
 * where `nodes_missing_value_tracks_true` says. `nodes_hitrates` carry the covers; ONNX Runtime does not look at them.
 * Trees that are added in double have doubles in the lists `…_as_tensor`, and need a float64 input.
 */
export function toAttributes(ensemble: TreeEnsemble): Map<string, OnnxAttribute> {
  const { feature, roots } = ensemble;
  const nodes = [...feature.keys()];
  const treeIds = new Int32Array(feature.length);
  const firstNodes = new Int32Array(feature.length);
  roots.forEach((root, tree) => {
    treeIds.fill(tree, root);
    firstNodes.fill(root, root);
  });
  const withinTree = (ids: Int32Array) => ids.map((id, node) => (id < 0 ? 0 : id - at(firstNodes, node)));
  const isLeaf = (node: number) => feature[node] === -1;
  const leaves = nodes.filter(isLeaf);
  const nodeIds = withinTree(Int32Array.from(nodes));
  const [suffix, kind] = addsInDouble(ensemble) ? ([AS_TENSOR, 'doubles'] as const) : (['', 'floats'] as const);
  return new Map<string, OnnxAttribute>([
    ['aggregate_function', { kind: 'string', value: 'SUM' }],
    [`base_values${suffix}`, { kind, value: [ensemble.baseScore] }],
    ['n_targets', { kind: 'integer', value: 1 }],
    ['nodes_falsenodeids', { kind: 'integers', value: withinTree(ensemble.right) }],
    ['nodes_featureids', { kind: 'integers', value: feature.map((id) => Math.max(0, id)) }],
    ['nodes_hitrates', { kind: 'floats', value: ensemble.cover }],
    ['nodes_missing_value_tracks_true', { kind: 'integers', value: ensemble.missingLeft }],
    ['nodes_modes', { kind: 'strings', value: nodes.map((node) => (isLeaf(node) ? LEAF : INNER)) }],
    ['nodes_nodeids', { kind: 'integers', value: nodeIds }],
    ['nodes_treeids', { kind: 'integers', value: treeIds }],
    ['nodes_truenodeids', { kind: 'integers', value: withinTree(ensemble.left) }],
    [`nodes_values${suffix}`, { kind, value: ensemble.threshold }],
    ['post_transform', { kind: 'string', value: 'NONE' }],
    ['target_ids', { kind: 'integers', value: leaves.map(() => 0) }],
    ['target_nodeids', { kind: 'integers', value: leaves.map((leaf) => at(nodeIds, leaf)) }],
    ['target_treeids', { kind: 'integers', value: leaves.map((leaf) => at(treeIds, leaf)) }],
    [`target_weights${suffix}`, { kind, value: leaves.map((leaf) => at(ensemble.value, leaf)) }],
  ]);
}

/**
 * The inverse, for attributes laid out as by `toAttributes`: trees one after another, nodes numbered from 0 in each,
 * leaves in node order.
 * @throws ModelFileError for other attributes, other modes or another layout, and everything that `toEnsemble` refuses
 */
export function fromAttributes(attributes: ReadonlyMap<string, OnnxAttribute>, featureCount: number): TreeEnsemble {
  const given = new NodeAttributes(attributes);
  expectValue('aggregate_function', given.exact('aggregate_function', 'string'), 'SUM');
  expectValue('post_transform', given.exact('post_transform', 'string'), 'NONE');
  expectValue('n_targets', given.exact('n_targets', 'integer'), 1);
  const isDouble = given.has(`target_weights${AS_TENSOR}`);
  const numbers = (name: string) => (isDouble ? given.exact(name + AS_TENSOR, 'doubles') : given.exact(name, 'floats'));
  const baseValues = numbers('base_values');
  expectValue('number of base values', baseValues.length, 1);
  const nodes = {
    ids: given.exact('nodes_nodeids', 'integers'),
    trees: given.exact('nodes_treeids', 'integers'),
    modes: given.exact('nodes_modes', 'strings'),
    left: given.exact('nodes_truenodeids', 'integers'),
    right: given.exact('nodes_falsenodeids', 'integers'),
    feature: given.exact('nodes_featureids', 'integers'),
    threshold: numbers('nodes_values'),
    missingLeft: given.exact('nodes_missing_value_tracks_true', 'integers'),
    cover: given.exact('nodes_hitrates', 'floats'),
  };
  const leaves = {
    targets: given.exact('target_ids', 'integers'),
    nodes: given.exact('target_nodeids', 'integers'),
    trees: given.exact('target_treeids', 'integers'),
    values: numbers('target_weights'),
  };
  given.end();
  if (isDouble) for (const value of Array.from(nodes.threshold)) expectValue('threshold', value, Math.fround(value));
  for (const list of Object.values(nodes)) expectValue('length of a node list', list.length, nodes.ids.length);
  for (const list of Object.values(leaves)) expectValue('length of a leaf list', list.length, leaves.values.length);
  return toEnsemble(splitTrees(nodes, leaves), {
    featureCount,
    baseScore: at(baseValues, 0),
    inDouble: { sums: isDouble },
  });
}

type Numbers = ArrayLike<number>;
type Nodes = Record<Exclude<keyof TreeNodes, 'value'> | 'ids' | 'trees', Numbers> & { modes: readonly string[] };
type Leaves = Record<'targets' | 'nodes' | 'trees' | 'values', Numbers>;

/** Hot, because every worker that starts reads a model: casts replace index checks, the lists are equally long. */
function splitTrees(nodes: Nodes, leaves: Leaves): TreeNodes[] {
  const trees: Record<keyof TreeNodes, number[]>[] = [];
  let leaf = 0;
  nodes.modes.forEach((mode, node) => {
    if (nodes.ids[node] === 0) {
      trees.push({ left: [], right: [], feature: [], threshold: [], missingLeft: [], value: [], cover: [] });
    }
    const tree = trees.at(-1);
    if (!tree) throw new ModelFileError('ONNX: the first node is not a root');
    expectValue('number of a tree', nodes.trees[node], trees.length - 1);
    expectValue('number of a node', nodes.ids[node], tree.cover.length);
    for (const key of ['feature', 'threshold', 'missingLeft', 'cover'] as const) {
      tree[key].push(nodes[key][node] as number);
    }
    if (mode !== LEAF) {
      expectValue('mode of a node', mode, INNER);
      tree.left.push(nodes.left[node] as number);
      tree.right.push(nodes.right[node] as number);
      tree.value.push(0);
      return;
    }
    expectValue('tree of a leaf', leaves.trees[leaf], trees.length - 1);
    expectValue('node of a leaf', leaves.nodes[leaf], nodes.ids[node]);
    expectValue('target of a leaf', leaves.targets[leaf], 0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push(leaves.values[leaf] as number);
    leaf++;
  });
  expectValue('number of leaves', leaves.values.length, leaf);
  return trees;
}

function expectValue(what: string, actual: unknown, expected: unknown): void {
  if (actual === expected) return;
  throw new ModelFileError(`ONNX: ${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}
