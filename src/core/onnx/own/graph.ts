import type { Transform } from '../../contract/transform.ts';
import type { OnnxAttribute } from './attribute.ts';
import type { OnnxNode } from './message.ts';

/** Names of the graph's tensors: float32 [N, features] in; float32 [N, 1] in roubles out, with both ends of the interval or without. */
export const INPUT = 'features';
export const OUTPUT = 'income';
export const LOW = 'income_p10';
export const HIGH = 'income_p90';

/** The graph's outputs, in their order. */
export function outputNames(hasInterval: boolean): readonly string[] {
  return hasInterval ? [OUTPUT, LOW, HIGH] : [OUTPUT];
}

export const ML_DOMAIN = 'ai.onnx.ml';
export const OPERATOR = 'TreeEnsembleRegressor';

/** A node of ONNX's own operators, or a place for the trees whose sum it names. */
export type Step = OnnxNode | { treesOf: string; output: string };

/**
 * The graph around the trees: each ensemble's sum becomes roubles, and the ends of the interval give way to a forecast outside of
 * them, so that p10 ≤ forecast ≤ p90 for every row.
 */
export function graphOf(transform: Transform, hasInterval: boolean): Step[] {
  const bring = (treesOf: string, output: string) => roubles(transform, treesOf, output);
  const forecast = bring(OUTPUT, OUTPUT);
  if (!hasInterval) return forecast;
  return [
    ...forecast,
    ...bring(LOW, `${LOW}_free`),
    node('Min', [`${LOW}_free`, OUTPUT], LOW),
    ...bring(HIGH, `${HIGH}_free`),
    node('Max', [`${HIGH}_free`, OUTPUT], HIGH),
  ];
}

/** The operators of `toRoubles` (transform.ts). */
function roubles(transform: Transform, treesOf: string, output: string): Step[] {
  const sum = `${treesOf}_sum`;
  const part = (name: string) => `${treesOf}_${name}`;
  switch (transform.kind) {
    case 'identity':
      return [{ treesOf, output }];
    case 'log1p':
      return [
        { treesOf, output: sum },
        node('Exp', [sum], part('exp')),
        constant(part('one'), 1),
        node('Sub', [part('exp'), part('one')], output),
      ];
    case 'power':
      return [
        { treesOf, output: sum },
        node('Relu', [sum], part('floored')),
        constant(part('exponent'), 1 / transform.exponent),
        node('Pow', [part('floored'), part('exponent')], output),
      ];
  }
}

function node(opType: string, inputs: string[], output: string): OnnxNode {
  return { domain: '', opType, inputs, outputs: [output], attributes: new Map() };
}

function constant(name: string, value: number): OnnxNode {
  const attributes = new Map<string, OnnxAttribute>([['value_float', { kind: 'float', value: Math.fround(value) }]]);
  return { domain: '', opType: 'Constant', inputs: [], outputs: [name], attributes };
}
