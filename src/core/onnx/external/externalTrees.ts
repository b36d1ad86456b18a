import { ModelFileError } from '../../trees/ensemble.ts';
import type { Trees } from '../../trees/formats/treeFile.ts';
import { decodeModel } from '../wire/decodeModel.ts';
import { NodeAttributes } from '../wire/nodeAttributes.ts';
import { DOUBLE, FLOAT, ML_DOMAIN, type OnnxModel, type OnnxNode } from '../wire/onnxModel.ts';
import { readTreeEnsemble } from './externalEnsemble.ts';
import { readTreeEnsembleRegressor } from './externalRegressor.ts';

/** The newest supported operator set: the regressor is unchanged since 3, the ensemble is new in 5. */
const NEWEST = 5;

/**
 * Reads an ONNX file of any writer whose graph is one tree operator with one target, `TreeEnsembleRegressor`
 * (ai.onnx.ml 1 to 3) or `TreeEnsemble` (5), and perhaps copies of its output. All comparison modes are read, also
 * several in one model; averages become sums of smaller leaves.
 *
 * Covers are unknown, and 0 in the ensemble, unless every node's `nodes_hitrates` is the sum of its children's.
 *
 * @throws ModelFileError naming what is wrong or not supported. Everything in the file is checked, nothing is trusted.
 */
export function readExternalOnnx(bytes: Uint8Array): Trees {
  const model = decodeModel(bytes, 'external');
  const node = onlyNode(model);
  const featureCount = inputWidth(model, node);
  const attributes = new NodeAttributes(node.attributes);
  if (node.opType === 'TreeEnsemble') return readTreeEnsemble(attributes, featureCount);
  return readTreeEnsembleRegressor(attributes, featureCount);
}

function onlyNode({ nodes: all, opsets }: OnnxModel): OnnxNode {
  const [node, ...others] = withoutCopies(all);
  if (!node) throw new ModelFileError('ONNX: the graph is empty');
  for (const { opType, domain } of [node, ...others]) {
    const isKnown = domain === ML_DOMAIN && (opType === 'TreeEnsembleRegressor' || opType === 'TreeEnsemble');
    if (!isKnown) throw new ModelFileError(`ONNX: operator "${opType}" is not supported`);
  }
  if (others.length > 0) throw new ModelFileError('ONNX: several tree operators are not supported');
  const version = opsets.get(ML_DOMAIN) ?? 0;
  if (version < 1 || version > NEWEST || (node.opType === 'TreeEnsemble' && version < NEWEST)) {
    throw new ModelFileError(`ONNX: operator "${node.opType}" of set "${ML_DOMAIN}" ${version} is not supported`);
  }
  return node;
}

/** Some writers end the graph in an `Identity`: its output then becomes the tree operator's. */
function withoutCopies(nodes: readonly OnnxNode[]): OnnxNode[] {
  const last = nodes.at(-1);
  const before = nodes.slice(0, -1);
  const isCopy = last?.opType === 'Identity' && last.domain === '' && last.inputs.length === 1;
  if (!isCopy) return [...nodes];
  const copied = before.map((node) =>
    node.outputs.join() === last.inputs.join() ? { ...node, outputs: last.outputs } : node,
  );
  return withoutCopies(copied);
}

/** Number of features of the single input. The input may be float64, which holds every float32 number exactly. */
function inputWidth({ inputs, outputs }: OnnxModel, node: OnnxNode): number {
  const [input, ...others] = inputs;
  const isWhole =
    input !== undefined &&
    others.length === 0 &&
    node.inputs.join() === input.name &&
    node.outputs.length === 1 &&
    outputs.length === 1 &&
    outputs[0]?.name === node.outputs[0];
  if (!isWhole) {
    throw new ModelFileError('ONNX: the graph is not one tree operator from its one input to its one output');
  }
  if (input.type !== FLOAT && input.type !== DOUBLE) {
    throw new ModelFileError('ONNX: inputs other than floating point numbers are not supported');
  }
  const width = input.shape[1];
  if (input.shape.length !== 2 || typeof width !== 'number') {
    throw new ModelFileError("ONNX: the input's width is not given");
  }
  return width;
}
