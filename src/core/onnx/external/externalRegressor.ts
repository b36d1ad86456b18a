import { at } from '../../machine/at.ts';
import { ModelFileError } from '../../trees/ensemble.ts';
import { type Branch, flattenTree } from '../../trees/formats/flattenTree.ts';
import type { Trees } from '../../trees/formats/treeFile.ts';
import { type TreeNodes, toEnsemble } from '../../trees/treeNodes.ts';
import type { NodeAttributes } from '../wire/nodeAttributes.ts';
import { type OnnxInput, toBranch } from './branch.ts';

/**
 * `TreeEnsembleRegressor` of ai.onnx.ml 1 to 3, after the operator's page: nodes and leaves are identified by tree and
 * node number, in any numbering; the nodes of a tree are adjacent, its root first, as ONNX Runtime expects.
 */
export function readTreeEnsembleRegressor(attributes: NodeAttributes, { featureCount, isDouble }: OnnxInput): Trees {
  const aggregate = attributes.text('aggregate_function', 'SUM');
  if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') {
    throw new ModelFileError(`ONNX: aggregate function "${aggregate}" is not supported`);
  }
  const transform = attributes.text('post_transform', 'NONE');
  if (transform !== 'NONE') throw new ModelFileError(`ONNX: post transform "${transform}" is not supported`);
  if (attributes.number('n_targets', 1) !== 1)
    throw new ModelFileError('ONNX: several targets are not supported', 'several-outputs');
  const baseScore = attributes.number('base_values', 0);
  const nodes = takeNodes(attributes);
  const leaves = takeLeaves(attributes);
  attributes.end();
  const roots = findRoots(nodes.trees);
  const isAverage = aggregate === 'AVERAGE';
  const branchAt = branchReader({ nodes, leaves, scale: isAverage ? 1 / roots.length : 1, isDouble });
  const trees = roots.map((root) => flattenTree(root, branchAt, `ONNX: tree ${nodes.trees[root]}`));
  const hasCovers = trees.every(coversAddUp);
  const read = hasCovers ? trees : trees.map(withoutCovers);
  const inDouble = { comparisons: isDouble, sums: isDouble || isAverage };
  return { ensemble: toEnsemble(read, { featureCount, baseScore, inDouble }), hasCovers };
}

type Nodes = ReturnType<typeof takeNodes>;

function takeNodes(attributes: NodeAttributes) {
  const ids = attributes.list('nodes_nodeids');
  const count = ids.length;
  const trees = attributes.list('nodes_treeids', count);
  const modes = attributes.texts('nodes_modes');
  if (modes?.length !== count) throw new ModelFileError(`ONNX: "nodes_modes" has not ${count} items`);
  const missing = attributes.numbers('nodes_missing_value_tracks_true');
  const hitRates = attributes.numbers('nodes_hitrates');
  for (const list of [missing, hitRates]) {
    if (list?.length && list.length !== count) {
      throw new ModelFileError('ONNX: a list of another length than the nodes');
    }
  }
  const places = new Map<string, number>();
  ids.forEach((id, i) => {
    const key = `${trees[i]}/${id}`;
    if (places.has(key)) throw new ModelFileError(`ONNX: node ${id} of tree ${trees[i]} stands twice`);
    places.set(key, i);
  });
  return {
    ids,
    trees,
    modes,
    /** Position of each node in the lists, by `tree/node`. */
    places,
    feature: attributes.list('nodes_featureids', count),
    value: attributes.list('nodes_values', count),
    whenTrue: attributes.list('nodes_truenodeids', count),
    whenFalse: attributes.list('nodes_falsenodeids', count),
    /** Empty when the file has none. */
    missing: missing ?? [],
    hitRates: hitRates ?? [],
  };
}

/** The leaves' values by `tree/node`. */
function takeLeaves(attributes: NodeAttributes): ReadonlyMap<string, number> {
  const values = attributes.list('target_weights');
  const nodes = attributes.list('target_nodeids', values.length);
  const trees = attributes.list('target_treeids', values.length);
  const targets = attributes.list('target_ids', values.length);
  if (targets.some((target) => target !== 0))
    throw new ModelFileError('ONNX: several targets are not supported', 'several-outputs');
  const leaves = new Map(values.map((value, i) => [`${trees[i]}/${nodes[i]}`, value]));
  if (leaves.size !== values.length)
    throw new ModelFileError('ONNX: a leaf with several values is not supported', 'several-outputs');
  return leaves;
}

function findRoots(trees: readonly number[]): number[] {
  const roots = [...trees.keys()].filter((i) => trees[i] !== trees[i - 1]);
  if (new Set(trees).size !== roots.length) throw new ModelFileError('ONNX: the nodes of a tree do not stand together');
  return roots;
}

type Source = { nodes: Nodes; leaves: ReadonlyMap<string, number>; scale: number; isDouble: boolean };

/** A reference is a node's position in the lists. */
function branchReader({ nodes, leaves, scale, isDouble }: Source) {
  return (place: number): Branch<number> => {
    const tree = at(nodes.trees, place);
    const here = `${tree}/${at(nodes.ids, place)}`;
    const cover = nodes.hitRates[place] ?? 0;
    const mode = at(nodes.modes, place);
    if (mode === 'LEAF') {
      const value = leaves.get(here);
      if (value === undefined) throw new ModelFileError(`ONNX: leaf ${here} has no value`);
      return { value: value * scale, cover };
    }
    const child = (id: number): number => {
      const childPlace = nodes.places.get(`${tree}/${id}`);
      if (childPlace === undefined) throw new ModelFileError(`ONNX: node ${here} has a child ${id} that is not there`);
      return childPlace;
    };
    const comparison = {
      mode,
      feature: at(nodes.feature, place),
      value: at(nodes.value, place),
      missingToTrue: nodes.missing[place] === 1,
      whenTrue: child(at(nodes.whenTrue, place)),
      whenFalse: child(at(nodes.whenFalse, place)),
    };
    return toBranch(comparison, { cover, inDouble: isDouble });
  };
}

/** Covers are sums of float32 numbers. */
const COVER_TOLERANCE = 1e-3;

/**
 * Whether the file's hit rates can be covers. Most writers fill in ones or zeros; other hit rates need not count rows
 * either, and then do not add up.
 */
function coversAddUp({ left, right, cover }: TreeNodes): boolean {
  return Array.from(left).every((leftChild, node) => {
    const whole = at(cover, node);
    if (!(whole >= 0)) return false;
    if (leftChild < 0) return true;
    const sum = at(cover, leftChild) + at(cover, at(right, node));
    return whole > 0 && Math.abs(sum - whole) <= COVER_TOLERANCE * whole;
  });
}

function withoutCovers(tree: TreeNodes): TreeNodes {
  return { ...tree, cover: new Float64Array(tree.cover.length) };
}
