import { type Contract, readContract } from '../../contract/contract.ts';
import { ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { appendChecksum, verifyChecksum } from './checksum.ts';
import { graphOf, HIGH, INPUT, LOW, ML_DOMAIN, OPERATOR, OUTPUT, outputNames, type Step } from './graph.ts';
import { decodeModel, encodeModel, type OnnxModel, type OnnxNode } from './message.ts';
import { fromAttributes, toAttributes } from './regressor.ts';

/** `metadata_props` key under which the contract stands in the model file, as JSON. */
export const CONTRACT_KEY = 'tuntundohod.contract';

const OPSETS: readonly (readonly [string, number])[] = [
  ['', 17],
  [ML_DOMAIN, 3],
];

/** A model: what it asks for and what it computes. All trees sum what `contract.transform` makes of roubles. */
export type Model = {
  contract: Contract;
  forecast: TreeEnsemble;
  /** The ends of the interval, which give way to a forecast outside of them; null for a model without. */
  interval: { p10: TreeEnsemble; p90: TreeEnsemble } | null;
};

/**
 * Writes a model as one self-describing ONNX file that any ONNX Runtime executes. The same model gives the same bytes.
 * @throws ModelFileError when contract and trees disagree about the number of features.
 */
export function writeOnnx(model: Model): Uint8Array<ArrayBuffer> {
  const { contract, forecast, interval } = model;
  for (const { featureCount } of ensemblesOf(model).values()) expectWidth(contract, featureCount);
  const file = encodeModel({
    irVersion: 8,
    producerName: 'TunTunDohod',
    producerVersion: '1',
    opsets: new Map(OPSETS),
    graphName: contract.name,
    nodes: nodesOf(graphOf(contract.transform, interval !== null), ensemblesOf(model)),
    inputs: [{ name: INPUT, shape: ['N', forecast.featureCount] }],
    outputs: outputsOf(model).map((name) => ({ name, shape: ['N', 1] })),
    metadata: new Map([[CONTRACT_KEY, JSON.stringify(contract)]]),
  });
  return appendChecksum(file);
}

/**
 * Reads a file that `writeOnnx` wrote: `readOnnx(writeOnnx(model))` equals the model.
 * @throws ModelFileError for every other file, saying why; a damaged one never gives a model.
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
  const steps = graphOf(contract.transform, file.outputs.length > 1);
  expectGraph(file, steps);
  const trees = new Map(
    steps.flatMap((step, at) =>
      'treesOf' in step ? [[step.treesOf, fromAttributes(file.nodes[at]?.attributes ?? new Map(), width)]] : [],
    ),
  );
  const [forecast, p10, p90] = [trees.get(OUTPUT), trees.get(LOW), trees.get(HIGH)];
  if (!forecast) throw new ModelFileError('ONNX: the graph has no forecast');
  return { contract, forecast, interval: p10 && p90 ? { p10, p90 } : null };
}

/** Names of the outputs of a model's graph: the forecast, and the ends of its interval when it has one. */
export function outputsOf({ interval }: Pick<Model, 'interval'>): readonly string[] {
  return outputNames(interval !== null);
}

function ensemblesOf({ forecast, interval }: Model): Map<string, TreeEnsemble> {
  const trees = new Map([[OUTPUT, forecast]]);
  if (interval) trees.set(LOW, interval.p10).set(HIGH, interval.p90);
  return trees;
}

function nodesOf(steps: readonly Step[], trees: ReadonlyMap<string, TreeEnsemble>): OnnxNode[] {
  return steps.map((step) => {
    if (!('treesOf' in step)) return step;
    const ensemble = trees.get(step.treesOf);
    return treeNode(step.output, ensemble ? toAttributes(ensemble) : new Map());
  });
}

function treeNode(output: string, attributes: OnnxNode['attributes']): OnnxNode {
  return { domain: ML_DOMAIN, opType: OPERATOR, inputs: [INPUT], outputs: [output], attributes };
}

function expectKnownOperators({ opsets, nodes }: OnnxModel): void {
  for (const [domain, version] of opsets) {
    const known = OPSETS.some(([name, number]) => name === domain && number === version);
    if (!known)
      throw new ModelFileError(`ONNX: operator set "${domain || 'ai.onnx'}" version ${version} is not supported`);
  }
  if (nodes.length === 0) throw new ModelFileError('ONNX: the graph is empty');
  for (const { opType, domain } of nodes) {
    const isTrees = domain === ML_DOMAIN && opType === OPERATOR;
    const isAround = domain === '' && AROUND.includes(opType);
    if (!isTrees && !isAround) throw new ModelFileError(`ONNX: operator "${opType}" is not supported`);
  }
}

const AROUND: readonly string[] = ['Exp', 'Sub', 'Relu', 'Pow', 'Constant', 'Min', 'Max'];

/** The graph must be the one that its contract asks for, node for node: anything else would compute something else. */
function expectGraph(file: OnnxModel, steps: readonly Step[]): void {
  const outputs = outputNames(file.outputs.length > 1);
  const tensors = (list: OnnxModel['inputs']) => list.map(({ name, shape }) => `${name}:${shape.length}`).join();
  const isWhole =
    file.opsets.size === OPSETS.length &&
    tensors(file.inputs) === `${INPUT}:2` &&
    tensors(file.outputs) === outputs.map((name) => `${name}:2`).join() &&
    file.nodes.length === steps.length &&
    nodesOf(steps, new Map()).every((wanted, at) => {
      const found = file.nodes[at];
      return found && textOf(found) === textOf(wanted);
    });
  if (!isWhole) throw new ModelFileError('ONNX: the graph is not the one that its contract asks for');
}

/** A node as text; of trees, everything but the trees. */
function textOf({ domain, opType, inputs, outputs, attributes }: OnnxNode): string {
  const shown = domain === ML_DOMAIN ? [] : [...attributes];
  return JSON.stringify([domain, opType, inputs, outputs, shown]);
}

function expectWidth(contract: Contract, width: number): void {
  const named = contract.features.length;
  if (named !== width) throw new ModelFileError(`the contract names ${named} features, the trees take ${width}`);
}
