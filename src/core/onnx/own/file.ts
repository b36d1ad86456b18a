import { type Contract, readContract } from '../../contract/contract.ts';
import { addsInDouble, ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { decodeModel } from '../wire/decodeModel.ts';
import { encodeModel } from '../wire/encodeModel.ts';
import { ML_DOMAIN, type OnnxModel, type OnnxNode, type OnnxTensor, PRODUCER } from '../wire/onnxModel.ts';
import { appendChecksum, verifyChecksum } from './checksum.ts';
import { graphOf, HIGH, INPUT, INPUT_IN_DOUBLE, LOW, OPERATOR, OUTPUT, outputNames, type Step } from './graph.ts';
import { fromAttributes, toAttributes } from './regressor.ts';

/** `metadata_props` key of the contract, which the model file holds as JSON. */
export const CONTRACT_KEY = 'tuntundohod.contract';

const OPSETS: readonly (readonly [string, number])[] = [
  ['', 17],
  [ML_DOMAIN, 3],
];

/** A model: its contract and its trees. All trees sum `contract.transform` of roubles. */
export type Model = {
  contract: Contract;
  forecast: TreeEnsemble;
  /** The ends of the interval; a forecast outside replaces an end. Null for a model without intervals. */
  interval: { p10: TreeEnsemble; p90: TreeEnsemble } | null;
};

/**
 * Writes a model as one self-describing ONNX file that any ONNX Runtime executes. The same model gives the same bytes.
 * @throws ModelFileError when contract and trees disagree about the number of features
 */
export function writeOnnx(model: Model): Uint8Array<ArrayBuffer> {
  const { contract, forecast, interval } = model;
  const ensembles = ensemblesOf(model);
  const isDouble = addsInDouble(forecast);
  for (const ensemble of ensembles.values()) {
    expectWidth(contract, ensemble.featureCount);
    if (addsInDouble(ensemble) !== isDouble) throw new ModelFileError('an interval in another precision');
  }
  const file = encodeModel({
    ...PRODUCER,
    opsets: new Map(OPSETS),
    graphName: contract.name,
    nodes: toNodes(graphOf(contract.transform, interval !== null, isDouble), ensembles),
    inputs: [{ name: INPUT, shape: ['N', forecast.featureCount] }],
    outputs: outputsOf(model).map((name) => ({ name, shape: ['N', 1] })),
    metadata: new Map([[CONTRACT_KEY, JSON.stringify(contract)]]),
  });
  return appendChecksum(file);
}

/**
 * Reads a file that `writeOnnx` wrote: `readOnnx(writeOnnx(model))` equals the model.
 * @throws ModelFileError for every other file, saying why; a damaged one never gives a model
 */
export function readOnnx(bytes: Uint8Array): Model {
  const file = decodeModel(bytes);
  const contractText = file.metadata.get(CONTRACT_KEY);
  if (contractText === undefined) throw new ModelFileError('the model file carries no contract');
  expectKnownOperators(file);
  verifyChecksum(bytes);
  const contract = readContract(contractText);
  const width = file.inputs[0]?.shape[1];
  if (typeof width !== 'number') throw new ModelFileError("ONNX: the input's width is not given");
  expectWidth(contract, width);
  const isDouble = file.nodes[0]?.opType === 'Cast';
  const steps = graphOf(contract.transform, file.outputs.length > 1, isDouble);
  expectGraph(file, steps);
  const ensembles = new Map<string, TreeEnsemble>();
  for (const [i, { attributes }] of file.nodes.entries()) {
    const step = steps[i];
    if (step && 'treesOf' in step) ensembles.set(step.treesOf, fromAttributes(attributes, width));
  }
  const [forecast, p10, p90] = [OUTPUT, LOW, HIGH].map((output) => ensembles.get(output));
  if (!forecast) throw new ModelFileError('ONNX: the graph has no forecast');
  if ([...ensembles.values()].some((ensemble) => addsInDouble(ensemble) !== isDouble))
    throw new ModelFileError('ONNX: the trees are in another precision than their input');
  return { contract, forecast, interval: p10 && p90 ? { p10, p90 } : null };
}

/** Names of the outputs of a model's graph: the forecast, and the ends of its interval when it has one. */
export function outputsOf({ interval }: Pick<Model, 'interval'>): readonly string[] {
  return outputNames(interval !== null);
}

function ensemblesOf({ forecast, interval }: Model): Map<string, TreeEnsemble> {
  const ensembles = new Map([[OUTPUT, forecast]]);
  if (interval) ensembles.set(LOW, interval.p10).set(HIGH, interval.p90);
  return ensembles;
}

/** The graph's nodes, with the trees of the given ensembles. */
function toNodes(steps: readonly Step[], ensembles: ReadonlyMap<string, TreeEnsemble>): OnnxNode[] {
  const input = steps.some((step) => 'opType' in step && step.opType === 'Cast') ? INPUT_IN_DOUBLE : INPUT;
  return steps.map((step) => {
    if (!('treesOf' in step)) return step;
    const ensemble = ensembles.get(step.treesOf);
    const attributes = ensemble ? toAttributes(ensemble) : new Map();
    return { domain: ML_DOMAIN, opType: OPERATOR, inputs: [input], outputs: [step.output], attributes };
  });
}

function expectKnownOperators({ opsets, nodes }: OnnxModel): void {
  for (const [domain, version] of opsets) {
    const isKnown = OPSETS.some(([name, number]) => name === domain && number === version);
    if (isKnown) continue;
    throw new ModelFileError(`ONNX: operator set "${domain || 'ai.onnx'}" version ${version} is not supported`);
  }
  if (nodes.length === 0) throw new ModelFileError('ONNX: the graph is empty');
  for (const { opType, domain } of nodes) {
    const isTrees = domain === ML_DOMAIN && opType === OPERATOR;
    const isAround = domain === '' && AROUND.includes(opType);
    if (!isTrees && !isAround) throw new ModelFileError(`ONNX: operator "${opType}" is not supported`);
  }
}

/** The operators around the trees. */
const AROUND: readonly string[] = ['Cast', 'Exp', 'Sub', 'Relu', 'Pow', 'Constant', 'Min', 'Max'];

/** The graph must be the one that its contract requires, node for node; any other would compute something else. */
function expectGraph(file: OnnxModel, steps: readonly Step[]): void {
  const outputs = outputNames(file.outputs.length > 1);
  const isWhole =
    file.opsets.size === OPSETS.length &&
    tensorsText(file.inputs) === `${INPUT}:2` &&
    tensorsText(file.outputs) === outputs.map((name) => `${name}:2`).join() &&
    file.nodes.map(nodeText).join() === toNodes(steps, new Map()).map(nodeText).join();
  if (!isWhole) throw new ModelFileError('ONNX: the graph is not the one that its contract asks for');
}

/** Tensors as text: names and numbers of dimensions. */
function tensorsText(tensors: readonly OnnxTensor[]): string {
  return tensors.map(({ name, shape }) => `${name}:${shape.length}`).join();
}

/** A node as text, without the trees of a tree node. */
function nodeText({ domain, opType, inputs, outputs, attributes }: OnnxNode): string {
  return JSON.stringify([domain, opType, inputs, outputs, domain === ML_DOMAIN ? [] : [...attributes]]);
}

function expectWidth(contract: Contract, width: number): void {
  const named = contract.features.length;
  if (named !== width) throw new ModelFileError(`the contract names ${named} features, the trees take ${width}`);
}
