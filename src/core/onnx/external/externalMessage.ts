import { ModelFileError } from '../../trees/ensemble.ts';
import {
  BYTES,
  FIXED32,
  type Field,
  integer,
  keepOnce,
  message,
  messages,
  orDamaged,
  readMessage,
  text,
  VARINT,
} from '../wire.ts';
import { type ExternalAttribute, readExternalAttribute } from './externalAttribute.ts';

/** The parts of another writer's ONNX file that say what it computes. */
export type ExternalModel = {
  /** Operator set version by domain. */
  opsets: ReadonlyMap<string, number>;
  nodes: readonly ExternalNode[];
  inputs: readonly ExternalTensor[];
  outputs: readonly ExternalTensor[];
};

export type ExternalNode = {
  domain: string;
  opType: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: ReadonlyMap<string, ExternalAttribute>;
};

/** `type` is a TensorProto.DataType; a dimension of null is free. */
export type ExternalTensor = { name: string; type: number; shape: readonly (number | null)[] };

/** A field that changes nothing in what the model computes: documentation, names, hints. */
const IGNORED: Field = { wire: [VARINT, 1, BYTES, FIXED32], many: true, read: (reader, wire) => reader.skipType(wire) };

function refused(what: string): Field {
  const read = () => {
    throw new ModelFileError(`ONNX: ${what} are not supported`);
  };
  return { ...IGNORED, read };
}

/**
 * Decodes a file of any writer, field numbers after onnx.proto (ONNX 1.20). More is let pass than in our own files: what cannot
 * change a number is skipped.
 * @throws ModelFileError for anything that is not a complete ONNX file or has parts that are unknown here.
 */
export function decodeExternalModel(bytes: Uint8Array): ExternalModel {
  return orDamaged(() => readModel(bytes));
}

function readModel(bytes: Uint8Array): ExternalModel {
  const opsets = new Map<string, number>();
  const graph = { nodes: [] as ExternalNode[], inputs: [] as ExternalTensor[], outputs: [] as ExternalTensor[] };
  readMessage(bytes, 'ModelProto', {
    ...ignored(1, 2, 3, 4, 5, 6, 14), // versions, producer, domain, documentation, metadata
    7: message((part) =>
      readMessage(part, 'GraphProto', {
        ...ignored(2, 10, 13, 16), // name, documentation, types of inner values, metadata
        1: messages((node) => graph.nodes.push(readNode(node))),
        5: refused('graphs with initializers'),
        11: messages((input) => graph.inputs.push(readTensor(input))),
        12: messages((output) => graph.outputs.push(readTensor(output))),
        15: refused('graphs with initializers'),
      }),
    ),
    8: messages((part) => {
      let domain = '';
      let version = 0;
      readMessage(part, 'OperatorSetIdProto', {
        1: text((value) => (domain = value)),
        2: integer((value) => (version = value)),
      });
      opsets.set(domain, version);
    }),
    25: refused('functions'),
  });
  return { opsets, ...graph };
}

function readNode(bytes: Uint8Array): ExternalNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, ExternalAttribute>();
  const node = { domain: '', opType: '' };
  readMessage(bytes, 'NodeProto', {
    ...ignored(3, 6, 9), // name, documentation, metadata
    1: { ...text((name) => inputs.push(name)), many: true },
    2: { ...text((name) => outputs.push(name)), many: true },
    4: text((type) => (node.opType = type)),
    5: messages((part) => {
      const { name, attribute } = readExternalAttribute(part);
      keepOnce(attributes, name, attribute);
    }),
    7: text((domain) => (node.domain = domain)),
  });
  return { ...node, inputs, outputs, attributes };
}

function readTensor(bytes: Uint8Array): ExternalTensor {
  const tensor = { name: '', type: 0 };
  const shape: (number | null)[] = [];
  const readDimension = (part: Uint8Array) => {
    let size: number | null = null;
    readMessage(part, 'Dimension', { ...ignored(2, 3), 1: integer((value) => (size = value)) });
    shape.push(size);
  };
  const readType = (part: Uint8Array) =>
    readMessage(part, 'TypeProto.Tensor', {
      1: integer((type) => (tensor.type = type)),
      2: message((dimensions) => readMessage(dimensions, 'TensorShapeProto', { 1: messages(readDimension) })),
    });
  readMessage(bytes, 'ValueInfoProto', {
    ...ignored(3, 4), // documentation, metadata
    1: text((value) => (tensor.name = value)),
    2: message((part) => readMessage(part, 'TypeProto', { ...ignored(6), 1: message(readType) })),
  });
  return { ...tensor, shape };
}

function ignored(...fields: number[]): Record<number, Field> {
  return Object.fromEntries(fields.map((field) => [field, IGNORED]));
}
