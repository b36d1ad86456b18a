import { encodeModel } from '../wire/encodeModel.ts';
import {
  type OnnxAttribute,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxTensor,
  PRODUCER,
} from '../wire/onnxModel.ts';

/** Builds a graph of ONNX's own operators, one after another, and names the tensors. */
export type GraphWriter = {
  /** @returns the operator's output, named `name` if given */
  add(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, number>>, name?: string): string;
  /** Adds a constant; `shape` if it is not a plain list. @returns its name */
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
        ...PRODUCER,
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
