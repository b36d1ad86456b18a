import { ModelFileError } from '../../trees/ensemble.ts';
import type { Trees } from '../../trees/formats/treeFile.ts';
import { decodeModel } from '../wire/decodeModel.ts';
import { NodeAttributes } from '../wire/nodeAttributes.ts';
import { DOUBLE, FLOAT, ML_DOMAIN, type OnnxModel, type OnnxNode } from '../wire/onnxModel.ts';
import { type Skimmed, skimOperators } from '../wire/skimOperators.ts';
import { readTreeEnsemble } from './externalEnsemble.ts';
import { readTreeEnsembleRegressor } from './externalRegressor.ts';

/** The newest supported operator set: the regressor is unchanged since 3, the ensemble is new in 5. */
const NEWEST = 5;

/**
 * Reads an ONNX file of any writer whose graph is one tree operator with one target, `TreeEnsembleRegressor`
 * (ai.onnx.ml 1 to 3) or `TreeEnsemble` (5), and perhaps copies of its output. All comparison modes are read, also
 * several in one model; averages become sums of smaller leaves, added in double. With a float64 input everything is in
 * double, as in ONNX Runtime.
 *
 * Covers are unknown, and 0 in the ensemble, unless every node's `nodes_hitrates` is the sum of its children's.
 *
 * @throws ModelFileError naming what is wrong or not supported. Everything in the file is checked, nothing is trusted.
 */
export function readExternalOnnx(bytes: Uint8Array): Trees {
  refuseOtherGraphs(skimOperators(bytes));
  const model = decodeModel(bytes, 'external');
  const node = onlyNode(model);
  const input = { featureCount: inputWidth(model, node), isDouble: model.inputs[0]?.type === DOUBLE };
  const attributes = new NodeAttributes(node.attributes);
  if (node.opType === 'TreeEnsemble') return readTreeEnsemble(attributes, input);
  return readTreeEnsembleRegressor(attributes, input);
}

/** Core ML numbers the kinds of its models from here on; ONNX has no such fields. */
const FIRST_KIND_OF_COREML = 200;

/** Names what else a file computes before anything of it is read. */
function refuseOtherGraphs({ operators, hasSubgraphs, fields }: Skimmed): void {
  if ([...fields].some((field) => field >= FIRST_KIND_OF_COREML))
    throw new ModelFileError("Core ML; save the model in its own library's format or as ONNX", 'coreml');
  const classifier = operators.find(({ opType }) => opType.endsWith('Classifier'))?.opType;
  if (classifier) {
    const message = `ONNX: operator "${classifier}" is not supported: a classifier forecasts no income`;
    throw new ModelFileError(message, 'classifier', classifier);
  }
  const others = operators.filter(({ opType, domain }) => !isTrees(opType, domain) && !isCopy(opType, domain));
  if (others.length === 0 && !hasSubgraphs) return;
  const names = [...new Set(others.map(({ opType }) => opType))];
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const message = `ONNX: ${names.length > 1 ? 'operators' : 'operator'} ${quoted} ${names.length > 1 ? 'are' : 'is'} not supported`;
  if (hasSubgraphs) throw new ModelFileError(`${message}, nor graphs inside a graph`, 'subgraphs', names.join(', '));
  throw new ModelFileError(message, 'operators', names.join(', '));
}

function isTrees(opType: string, domain: string): boolean {
  return domain === ML_DOMAIN && (opType === 'TreeEnsembleRegressor' || opType === 'TreeEnsemble');
}

function isCopy(opType: string, domain: string): boolean {
  return domain === '' && opType === 'Identity';
}

function onlyNode({ nodes: all, opsets }: OnnxModel): OnnxNode {
  const [node, ...others] = withoutCopies(all);
  if (!node) throw new ModelFileError('ONNX: the graph is empty');
  if (!isTrees(node.opType, node.domain)) throw new ModelFileError(`ONNX: operator "${node.opType}" is not supported`);
  if (others.length > 0) throw new ModelFileError('ONNX: several tree operators are not supported', 'several-outputs');
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
  if (!last || !isCopy(last.opType, last.domain) || last.inputs.length !== 1) return [...nodes];
  const copied = before.map((node) =>
    node.outputs.join() === last.inputs.join() ? { ...node, outputs: last.outputs } : node,
  );
  return withoutCopies(copied);
}

/** Names of TensorProto.DataType. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'no type',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'strings',
  9: 'booleans',
  10: 'float16',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
};

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
    const { type = 0 } = input;
    const name = TYPES[type] ?? `type ${type}`;
    throw new ModelFileError(
      `ONNX: an input of ${name} is not supported, only float32 and float64`,
      'input-type',
      name,
    );
  }
  const width = input.shape[1];
  if (input.shape.length !== 2 || typeof width !== 'number') {
    throw new ModelFileError("ONNX: the input's width is not given");
  }
  return width;
}
