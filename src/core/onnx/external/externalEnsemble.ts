import { at } from '../../machine/at.ts';
import { ModelFileError } from '../../trees/ensemble.ts';
import { type Branch, flattenTree } from '../../trees/formats/flattenTree.ts';
import type { Trees } from '../../trees/formats/treeFile.ts';
import { toEnsemble } from '../../trees/treeNodes.ts';
import type { NodeAttributes } from '../wire/nodeAttributes.ts';
import { type OnnxInput, toBranch } from './branch.ts';

// The operator's numbers for these words are their positions here.
const AGGREGATES = ['AVERAGE', 'SUM', 'MIN', 'MAX'];
const TRANSFORMS = ['NONE', 'SOFTMAX', 'LOGISTIC', 'SOFTMAX_ZERO', 'PROBIT'];
const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ', 'BRANCH_MEMBER'];

/**
 * `TreeEnsemble` of ai.onnx.ml 5, after the operator's page: splits and leaves are in two sets of lists; a child is a
 * split's number, or a leaf's if `nodes_…leafs` says so. A tree of one leaf is a split with that leaf on both sides.
 * Its `nodes_hitrates` do not cover the leaves, so covers stay unknown.
 */
export function readTreeEnsemble(attributes: NodeAttributes, { featureCount, isDouble }: OnnxInput): Trees {
  const aggregate = attributes.number('aggregate_function', 1);
  if (aggregate > 1) throw refusal('aggregate function', AGGREGATES, aggregate);
  const transform = attributes.number('post_transform', 0);
  if (transform !== 0) throw refusal('post transform', TRANSFORMS, transform);
  if (attributes.number('n_targets', 1) !== 1)
    throw new ModelFileError('ONNX: several targets are not supported', 'several-outputs');
  if (attributes.numbers('membership_values')?.length) {
    throw new ModelFileError('ONNX: mode "BRANCH_MEMBER" is not supported');
  }
  const roots = attributes.list('tree_roots');
  const isAverage = aggregate === 0;
  const branchAt = branchReader(attributes, { scale: isAverage ? 1 / roots.length : 1, isDouble });
  attributes.end();
  const trees = roots.map((root, tree) => flattenTree(root, branchAt, `ONNX: tree ${tree}`));
  const inDouble = { comparisons: isDouble, sums: isDouble || isAverage };
  return { ensemble: toEnsemble(trees, { featureCount, baseScore: 0, inDouble }), hasCovers: false };
}

/** A reference is a split's number, or `~` a leaf's. */
function branchReader(
  attributes: NodeAttributes,
  { scale, isDouble }: { scale: number; isDouble: boolean },
): (ref: number) => Branch<number> {
  const feature = attributes.list('nodes_featureids');
  const count = feature.length;
  const modes = attributes.list('nodes_modes', count);
  const value = attributes.list('nodes_splits', count);
  const whenTrue = attributes.list('nodes_truenodeids', count);
  const whenFalse = attributes.list('nodes_falsenodeids', count);
  const isTrueLeaf = attributes.list('nodes_trueleafs', count);
  const isFalseLeaf = attributes.list('nodes_falseleafs', count);
  const missing = attributes.numbers('nodes_missing_value_tracks_true') ?? [];
  const leaves = attributes.list('leaf_weights');
  if (attributes.list('leaf_targetids', leaves.length).some((target) => target !== 0)) {
    throw new ModelFileError('ONNX: several targets are not supported', 'several-outputs');
  }
  if (missing.length > 0 && missing.length !== count) {
    throw new ModelFileError('ONNX: a list of another length than the nodes');
  }
  attributes.numbers('nodes_hitrates');
  return (ref) => {
    if (ref < 0) {
      expectIndex(~ref, leaves.length);
      return { value: at(leaves, ~ref) * scale, cover: 0 };
    }
    expectIndex(ref, count);
    const child = (ids: readonly number[], isLeaf: readonly number[]) => {
      const id = at(ids, ref);
      if (!(id >= 0)) throw new ModelFileError(`ONNX: node ${ref} has a child ${id}`);
      return at(isLeaf, ref) === 1 ? ~id : id;
    };
    const mode = at(modes, ref);
    const comparison = {
      mode: MODES[mode] ?? String(mode),
      feature: at(feature, ref),
      value: at(value, ref),
      missingToTrue: missing[ref] === 1,
      whenTrue: child(whenTrue, isTrueLeaf),
      whenFalse: child(whenFalse, isFalseLeaf),
    };
    return toBranch(comparison, { cover: 0, inDouble: isDouble });
  };
}

function expectIndex(index: number, count: number): void {
  if (!(index < count && Number.isInteger(index))) throw new ModelFileError(`ONNX: node ${index} of ${count}`);
}

function refusal(what: string, names: readonly string[], number: number): ModelFileError {
  return new ModelFileError(`ONNX: ${what} "${names[number] ?? number}" is not supported`);
}
