import type { Transform } from '../../contract/transform.ts';
import { encodeModel } from '../wire/encodeModel.ts';
import { DOUBLE, type OnnxAttribute, type OnnxNode, PRODUCER } from '../wire/onnxModel.ts';

/**
 * Names of the graph's tensors: float32 [N, features] in; float32 [N, 1] in roubles out, with or without both ends of
 * the interval.
 */
export const INPUT = 'features';
export const OUTPUT = 'income';
export const LOW = 'income_p10';
export const HIGH = 'income_p90';
/** The features as float64, for trees that are added in double. */
export const INPUT_IN_DOUBLE = 'features_in_double';

/** The graph's outputs, in their order. */
export function outputNames(hasInterval: boolean): readonly string[] {
  return hasInterval ? [OUTPUT, LOW, HIGH] : [OUTPUT];
}

export const OPERATOR = 'TreeEnsembleRegressor';

/** A node of ONNX's own operators, or a placeholder for the trees whose sum it names. */
export type Step = OnnxNode | { treesOf: string; output: string };

/**
 * The graph around the trees: each ensemble's sum becomes roubles, and a forecast outside the interval replaces its
 * end, so that p10 ≤ forecast ≤ p90 for every row.
 * @param isDouble whether the trees are added in double: they then take the features as float64
 */
export function graphOf(transform: Transform, hasInterval: boolean, isDouble = false): Step[] {
  const steps = stepsBehind(transform, hasInterval);
  return isDouble ? [node('Cast', [INPUT], [INPUT_IN_DOUBLE], { to: DOUBLE }), ...steps] : steps;
}

function stepsBehind(transform: Transform, hasInterval: boolean): Step[] {
  const toRoubles = (treesOf: string, output: string) => roubleSteps(transform, treesOf, output);
  const forecast = toRoubles(OUTPUT, OUTPUT);
  if (!hasInterval) return forecast;
  return [
    ...forecast,
    ...toRoubles(LOW, `${LOW}_free`),
    node('Min', [`${LOW}_free`, OUTPUT], [LOW]),
    ...toRoubles(HIGH, `${HIGH}_free`),
    node('Max', [`${HIGH}_free`, OUTPUT], [HIGH]),
  ];
}

/** The operators of `toRoubles` (transform.ts). */
function roubleSteps(transform: Transform, treesOf: string, output: string): Step[] {
  const sum = `${treesOf}_sum`;
  const part = (name: string) => `${treesOf}_${name}`;
  switch (transform.kind) {
    case 'identity':
      return [{ treesOf, output }];
    case 'log1p':
      return [
        { treesOf, output: sum },
        node('Exp', [sum], [part('exp')]),
        constant(part('one'), 1),
        node('Sub', [part('exp'), part('one')], [output]),
      ];
    case 'power':
      return [
        { treesOf, output: sum },
        node('Relu', [sum], [part('floored')]),
        constant(part('exponent'), 1 / transform.exponent),
        node('Pow', [part('floored'), part('exponent')], [output]),
      ];
  }
}

/**
 * The part of a model's graph after its trees as a separate file: sums of trees in (one column, or three with an
 * interval), roubles out. Trees summed elsewhere thus give exactly the numbers of the whole graph.
 */
export function writeSumsGraph(transform: Transform, hasInterval: boolean): Uint8Array<ArrayBuffer> {
  const names = outputNames(hasInterval);
  const columns = names.map((name) => `${name}_given`);
  const split = hasInterval ? node('Split', [INPUT], columns, { axis: 1 }) : node('Identity', [INPUT], columns);
  const steps = graphOf(transform, hasInterval).map((step) =>
    'treesOf' in step ? node('Identity', [`${step.treesOf}_given`], [step.output]) : step,
  );
  return encodeModel({
    ...PRODUCER,
    opsets: new Map([['', 17]]),
    graphName: 'sums',
    nodes: [split, ...steps],
    inputs: [{ name: INPUT, shape: ['N', names.length] }],
    outputs: names.map((name) => ({ name, shape: ['N', 1] })),
    metadata: new Map(),
  });
}

function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  integers: Readonly<Record<string, number>> = {},
): OnnxNode {
  const attributes = new Map<string, OnnxAttribute>(
    Object.entries(integers).map(([name, value]) => [name, { kind: 'integer', value }]),
  );
  return { domain: '', opType, inputs, outputs, attributes };
}

function constant(name: string, value: number): OnnxNode {
  const attributes = new Map<string, OnnxAttribute>([['value_float', { kind: 'float', value: Math.fround(value) }]]);
  return { domain: '', opType: 'Constant', inputs: [], outputs: [name], attributes };
}
