import type { Transform } from '../../contract/transform.ts';
import { graphOf, INPUT, outputNames } from './graph.ts';
import { encodeModel, type OnnxNode } from './message.ts';

/**
 * The part of a model's graph that stands behind its trees, as a file of its own: sums of trees in (one column, or three with an
 * interval), roubles out. Trees that were summed elsewhere so become the very numbers that the whole graph gives.
 */
export function writeSumsGraph(transform: Transform, hasInterval: boolean): Uint8Array<ArrayBuffer> {
  const names = outputNames(hasInterval);
  const given = names.map((name) => `${name}_given`);
  const taken = hasInterval ? columns(given) : node('Identity', [INPUT], given);
  const steps = graphOf(transform, hasInterval).map((step) =>
    'treesOf' in step ? node('Identity', [`${step.treesOf}_given`], [step.output]) : step,
  );
  return encodeModel({
    irVersion: 8,
    producerName: 'TunTunDohod',
    producerVersion: '1',
    opsets: new Map([['', 17]]),
    graphName: 'sums',
    nodes: [taken, ...steps],
    inputs: [{ name: INPUT, shape: ['N', names.length] }],
    outputs: names.map((name) => ({ name, shape: ['N', 1] })),
    metadata: new Map(),
  });
}

function columns(names: readonly string[]): OnnxNode {
  return { ...node('Split', [INPUT], names), attributes: new Map([['axis', { kind: 'integer', value: 1 }]]) };
}

function node(opType: string, inputs: readonly string[], outputs: readonly string[]): OnnxNode {
  return { domain: '', opType, inputs, outputs, attributes: new Map() };
}
