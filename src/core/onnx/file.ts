import { type Contract, readContract } from '../contract.ts';
import { ModelFileError, type TreeEnsemble } from '../trees/ensemble.ts';
import { checkSeal, sealFile } from './checksum.ts';
import { decodeModel, encodeModel, type OnnxModel, type OnnxNode } from './message.ts';
import { fromAttributes, toAttributes } from './regressor.ts';

/** `metadata_props` key under which the contract stands in the model file, as JSON. */
export const CONTRACT_KEY = 'tuntundohod.contract';

/** Names of the graph's tensors: float32 [N, features] in, float32 [N, 1] in roubles out. */
export const INPUT = 'features';
export const OUTPUT = 'income';

const ML_DOMAIN = 'ai.onnx.ml';
const OPERATOR = 'TreeEnsembleRegressor';
const OPSETS: readonly (readonly [string, number])[] = [
  ['', 17],
  [ML_DOMAIN, 3],
];

/** A model: what it asks for and what it computes. */
export type Model = { contract: Contract; ensemble: TreeEnsemble };

/**
 * Writes a model as one self-describing ONNX file that any ONNX Runtime executes. The same model gives the same bytes.
 * @throws ModelFileError when contract and ensemble disagree about the number of features.
 */
export function writeOnnx({ contract, ensemble }: Model): Uint8Array<ArrayBuffer> {
  expectWidth(contract, ensemble.featureCount);
  const file = encodeModel({
    irVersion: 8,
    producerName: 'TunTunDohod',
    producerVersion: '1',
    opsets: new Map(OPSETS),
    graphName: contract.name,
    nodes: [
      { domain: ML_DOMAIN, opType: OPERATOR, inputs: [INPUT], outputs: [OUTPUT], attributes: toAttributes(ensemble) },
    ],
    inputs: [{ name: INPUT, shape: ['N', ensemble.featureCount] }],
    outputs: [{ name: OUTPUT, shape: ['N', 1] }],
    metadata: new Map([[CONTRACT_KEY, JSON.stringify(contract)]]),
  });
  return sealFile(file);
}

/**
 * Reads a file that `writeOnnx` wrote: `readOnnx(writeOnnx(model))` equals the model.
 * @throws ModelFileError for every other file, saying why; a damaged one never gives a model.
 */
export function readOnnx(bytes: Uint8Array): Model {
  const model = decodeModel(bytes);
  const contractText = model.metadata.get(CONTRACT_KEY);
  if (contractText === undefined) throw new ModelFileError('the model file carries no contract');
  const node = onlyNode(model);
  checkSeal(bytes);
  const contract = readContract(contractText);
  const [input] = model.inputs;
  const width = input?.shape[1];
  if (typeof width !== 'number') throw new ModelFileError("ONNX: the input's width is not given");
  expectWidth(contract, width);
  return { contract, ensemble: fromAttributes(node.attributes, width) };
}

/** The one operator of the graph, after checking that nothing around it is unknown. */
function onlyNode(model: OnnxModel): OnnxNode {
  for (const [domain, version] of model.opsets) {
    const known = OPSETS.some(([name, number]) => name === domain && number === version);
    if (!known)
      throw new ModelFileError(`ONNX: operator set "${domain || 'ai.onnx'}" version ${version} is not supported`);
  }
  const [node, ...others] = model.nodes;
  if (!node) throw new ModelFileError('ONNX: the graph is empty');
  for (const { opType, domain } of [node, ...others]) {
    if (domain !== ML_DOMAIN || opType !== OPERATOR)
      throw new ModelFileError(`ONNX: operator "${opType}" is not supported`);
  }
  const tensors = (list: OnnxModel['inputs']) => list.map(({ name, shape }) => `${name}:${shape.length}`).join();
  const isWhole =
    others.length === 0 &&
    model.opsets.size === OPSETS.length &&
    node.inputs.join() === INPUT &&
    node.outputs.join() === OUTPUT &&
    tensors(model.inputs) === `${INPUT}:2` &&
    tensors(model.outputs) === `${OUTPUT}:2`;
  if (!isWhole) throw new ModelFileError('ONNX: the graph is not one tree ensemble from "features" to "income"');
  return node;
}

function expectWidth(contract: Contract, width: number): void {
  const named = contract.features.length;
  if (named !== width) throw new ModelFileError(`the contract names ${named} features, the trees take ${width}`);
}
