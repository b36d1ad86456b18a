import { ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { type TreeNodes, toEnsemble } from '../../trees/treeNodes.ts';
import type { OnnxAttribute } from './attribute.ts';

const INNER = 'BRANCH_LT';
const LEAF = 'LEAF';

/**
 * The attributes of `ai.onnx.ml` 3 `TreeEnsembleRegressor` for an ensemble, after the operator's page in the ONNX documentation:
 * one target, sum, no transform; `x < threshold` (BRANCH_LT) goes to the true child, a missing value where
 * `nodes_missing_value_tracks_true` says. `nodes_hitrates` carry the covers; ONNX Runtime does not look at them.
 */
export function toAttributes(ensemble: TreeEnsemble): Map<string, OnnxAttribute> {
  const { feature, roots } = ensemble;
  const nodeIds = [...feature.keys()];
  const treeIds = new Int32Array(feature.length);
  const firstNodes = new Int32Array(feature.length);
  roots.forEach((root, tree) => {
    treeIds.fill(tree, root);
    firstNodes.fill(root, root);
  });
  const local = (ids: Int32Array) => ids.map((id, node) => (id < 0 ? 0 : id - (firstNodes[node] ?? 0)));
  const isLeaf = (node: number) => feature[node] === -1;
  const leaves = nodeIds.filter(isLeaf);
  const ownIds = local(Int32Array.from(nodeIds));
  return new Map<string, OnnxAttribute>([
    ['aggregate_function', { kind: 'string', value: 'SUM' }],
    ['base_values', { kind: 'floats', value: [ensemble.baseScore] }],
    ['n_targets', { kind: 'integer', value: 1 }],
    ['nodes_falsenodeids', { kind: 'integers', value: local(ensemble.right) }],
    ['nodes_featureids', { kind: 'integers', value: feature.map((id) => Math.max(0, id)) }],
    ['nodes_hitrates', { kind: 'floats', value: ensemble.cover }],
    ['nodes_missing_value_tracks_true', { kind: 'integers', value: ensemble.missingLeft }],
    ['nodes_modes', { kind: 'strings', value: nodeIds.map((node) => (isLeaf(node) ? LEAF : INNER)) }],
    ['nodes_nodeids', { kind: 'integers', value: ownIds }],
    ['nodes_treeids', { kind: 'integers', value: treeIds }],
    ['nodes_truenodeids', { kind: 'integers', value: local(ensemble.left) }],
    ['nodes_values', { kind: 'floats', value: ensemble.threshold }],
    ['post_transform', { kind: 'string', value: 'NONE' }],
    ['target_ids', { kind: 'integers', value: leaves.map(() => 0) }],
    ['target_nodeids', { kind: 'integers', value: leaves.map((leaf) => ownIds[leaf] ?? 0) }],
    ['target_treeids', { kind: 'integers', value: leaves.map((leaf) => treeIds[leaf] ?? 0) }],
    ['target_weights', { kind: 'floats', value: leaves.map((leaf) => ensemble.value[leaf] ?? 0) }],
  ]);
}

/**
 * The way back, for attributes laid out as `toAttributes` does: trees one after another, nodes numbered from 0 in each, leaves
 * in node order.
 * @throws ModelFileError for other attributes, other modes or another layout, and all that `toEnsemble` refuses.
 */
export function fromAttributes(attributes: ReadonlyMap<string, OnnxAttribute>, featureCount: number): TreeEnsemble {
  const { take, end } = taker(attributes);
  expectValue('aggregate_function', take('aggregate_function', 'string'), 'SUM');
  expectValue('post_transform', take('post_transform', 'string'), 'NONE');
  expectValue('n_targets', take('n_targets', 'integer'), 1);
  const baseValues = take('base_values', 'floats');
  expectValue('number of base values', baseValues.length, 1);
  const nodes = {
    ids: take('nodes_nodeids', 'integers'),
    trees: take('nodes_treeids', 'integers'),
    modes: take('nodes_modes', 'strings'),
    left: take('nodes_truenodeids', 'integers'),
    right: take('nodes_falsenodeids', 'integers'),
    feature: take('nodes_featureids', 'integers'),
    threshold: take('nodes_values', 'floats'),
    missingLeft: take('nodes_missing_value_tracks_true', 'integers'),
    cover: take('nodes_hitrates', 'floats'),
  };
  const leaves = {
    targets: take('target_ids', 'integers'),
    nodes: take('target_nodeids', 'integers'),
    trees: take('target_treeids', 'integers'),
    values: take('target_weights', 'floats'),
  };
  end();
  for (const list of Object.values(nodes)) expectValue('length of a node list', list.length, nodes.ids.length);
  for (const list of Object.values(leaves)) expectValue('length of a leaf list', list.length, leaves.values.length);
  return toEnsemble(splitTrees(nodes, leaves), { featureCount, baseScore: baseValues[0] ?? Number.NaN });
}

type Numbers = ArrayLike<number>;
type Nodes = Record<Exclude<keyof TreeNodes, 'value'> | 'ids' | 'trees', Numbers> & { modes: readonly string[] };
type Leaves = Record<'targets' | 'nodes' | 'trees' | 'values', Numbers>;

function splitTrees(nodes: Nodes, leaves: Leaves): TreeNodes[] {
  const trees: Record<keyof TreeNodes, number[]>[] = [];
  let leaf = 0;
  nodes.modes.forEach((mode, node) => {
    const isRoot = nodes.ids[node] === 0;
    if (isRoot) {
      trees.push({ left: [], right: [], feature: [], threshold: [], missingLeft: [], value: [], cover: [] });
    }
    const tree = trees.at(-1);
    if (!tree) throw new ModelFileError('ONNX: the first node is not a root');
    expectValue('number of a tree', nodes.trees[node], trees.length - 1);
    expectValue('number of a node', nodes.ids[node], tree.cover.length);
    const isLeaf = mode === LEAF;
    if (!isLeaf) expectValue('mode of a node', mode, INNER);
    for (const key of ['left', 'right', 'feature', 'threshold', 'missingLeft', 'cover'] as const) {
      const isChild = key === 'left' || key === 'right';
      tree[key].push(isLeaf && isChild ? -1 : (nodes[key][node] ?? Number.NaN));
    }
    tree.value.push(isLeaf ? (leaves.values[leaf] ?? Number.NaN) : 0);
    if (!isLeaf) return;
    expectValue('tree of a leaf', leaves.trees[leaf], trees.length - 1);
    expectValue('node of a leaf', leaves.nodes[leaf], nodes.ids[node]);
    expectValue('target of a leaf', leaves.targets[leaf], 0);
    leaf++;
  });
  expectValue('number of leaves', leaves.values.length, leaf);
  return trees;
}

type ValueOf<Kind> = Extract<OnnxAttribute, { kind: Kind }>['value'];

/** Hands out each attribute once, of the kind asked for; `end` refuses what nobody asked for. */
function taker(attributes: ReadonlyMap<string, OnnxAttribute>) {
  const left = new Map(attributes);
  function take<Kind extends OnnxAttribute['kind']>(name: string, kind: Kind): ValueOf<Kind> {
    const attribute = left.get(name);
    left.delete(name);
    if (attribute?.kind !== kind) throw new ModelFileError(`ONNX: attribute "${name}" is missing or of another kind`);
    return attribute.value as ValueOf<Kind>;
  }
  function end(): void {
    for (const name of left.keys()) throw new ModelFileError(`ONNX: attribute "${name}" is not supported`);
  }
  return { take, end };
}

function expectValue(what: string, found: unknown, expected: unknown): void {
  if (found !== expected)
    throw new ModelFileError(`ONNX: ${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}
