import type { OnnxAttribute } from './attribute.ts';
import type { OnnxInitializer } from './initializer.ts';
import { encodeModel, type OnnxNode, type OnnxTensor } from './message.ts';

/** Puts a graph of ONNX's own operators together, one after another; tensors are known by the names that it gives them. */
export type GraphWriter = {
  /** @returns the operator's output, under `name` where one is given */
  add(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, number>>, name?: string): string;
  /** A list of constants; `shape` where it is no plain list. */
  constant(data: OnnxInitializer['data'], shape?: readonly number[]): string;
  encode(graphName: string, ends: { input: OnnxTensor; outputs: readonly OnnxTensor[] }): Uint8Array<ArrayBuffer>;
};

export function openGraph(): GraphWriter {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxInitializer[] = [];
  return {
    add(opType, inputs, attributes = {}, name = `/${nodes.length}`) {
      nodes.push({ domain: '', opType, inputs, outputs: [name], attributes: toIntegers(attributes) });
      return name;
    },
    constant(data, shape = [data.length]) {
      const name = `/constant/${initializers.length}`;
      initializers.push({ name, shape, data });
      return name;
    },
    encode: (graphName, { input, outputs }) =>
      encodeModel({
        irVersion: 8,
        producerName: 'TunTunDohod',
        producerVersion: '1',
        opsets: new Map([['', 17]]),
        graphName,
        nodes,
        initializers,
        inputs: [input],
        outputs,
        metadata: new Map(),
      }),
  };
}

function toIntegers(attributes: Readonly<Record<string, number>>): Map<string, OnnxAttribute> {
  return new Map(Object.entries(attributes).map(([name, value]) => [name, { kind: 'integer', value }]));
}
