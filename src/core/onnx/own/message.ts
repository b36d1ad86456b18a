import { ModelFileError } from '../../trees/ensemble.ts';
import { BYTES, integer, keepOnce, message, messages, orDamaged, readMessage, text, VARINT, Writer } from '../wire.ts';
import { type OnnxAttribute, readAttribute, writeAttribute } from './attribute.ts';
import { type OnnxInitializer, writeInitializer } from './initializer.ts';

/**
 * An ONNX file as plain data: the parts of ModelProto that models here use, field numbers after onnx.proto (ONNX 1.13).
 * It knows nothing of trees.
 */
export type OnnxModel = {
  irVersion: number;
  producerName: string;
  producerVersion: string;
  /** Operator set version by domain; the empty domain is ONNX's own. */
  opsets: ReadonlyMap<string, number>;
  graphName: string;
  nodes: readonly OnnxNode[];
  /** Constant tensors. They are only written: a file that has some is refused, as no model here comes with any. */
  initializers?: readonly OnnxInitializer[];
  inputs: readonly OnnxTensor[];
  outputs: readonly OnnxTensor[];
  metadata: ReadonlyMap<string, string>;
};

export type OnnxNode = {
  domain: string;
  opType: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: ReadonlyMap<string, OnnxAttribute>;
};

/** A float32 tensor of the graph's inputs or outputs; a named dimension is free. */
export type OnnxTensor = { name: string; shape: readonly (number | string)[] };

const FLOAT = 1;

/** Encodes a model; the same model gives the same bytes, and the metadata come last. */
export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.uint32(tag(1, VARINT)).uint32(model.irVersion);
  writer.uint32(tag(2)).string(model.producerName);
  writer.uint32(tag(3)).string(model.producerVersion);
  writer.uint32(tag(7)).fork();
  for (const node of model.nodes) writeNode(writer.uint32(tag(1)).fork(), node).ldelim();
  writer.uint32(tag(2)).string(model.graphName);
  for (const constant of model.initializers ?? []) writeInitializer(writer.uint32(tag(5)).fork(), constant).ldelim();
  for (const input of model.inputs) writeTensor(writer.uint32(tag(11)).fork(), input).ldelim();
  for (const output of model.outputs) writeTensor(writer.uint32(tag(12)).fork(), output).ldelim();
  writer.ldelim();
  for (const [domain, version] of model.opsets) {
    writer.uint32(tag(8)).fork().uint32(tag(1)).string(domain).uint32(tag(2, VARINT)).uint32(version).ldelim();
  }
  for (const [key, value] of model.metadata) writer.raw(encodeMetadata(key, value));
  // A copy: the codec's buffer can be part of a shared pool, which must not travel with the model to another thread.
  return new Uint8Array(writer.finish());
}

/** One `metadata_props` entry as it stands at the end of a model file. */
export function encodeMetadata(key: string, value: string): Uint8Array {
  const writer = new Writer();
  writer.uint32(tag(14)).fork().uint32(tag(1)).string(key).uint32(tag(2)).string(value).ldelim();
  return writer.finish();
}

/**
 * Decodes a model.
 * @throws ModelFileError for anything that is not a complete ONNX file or has parts that are unknown here.
 */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  // Every writer puts the IR version first.
  if (bytes[0] !== tag(1, VARINT)) throw new ModelFileError('not an ONNX file');
  return orDamaged(() => readModel(bytes));
}

function readModel(bytes: Uint8Array): OnnxModel {
  const opsets = new Map<string, number>();
  const metadata = new Map<string, string>();
  const model = { irVersion: 0, producerName: '', producerVersion: '', graphName: '', opsets, metadata };
  const graph = { nodes: [] as OnnxNode[], inputs: [] as OnnxTensor[], outputs: [] as OnnxTensor[] };
  readMessage(bytes, 'ModelProto', {
    1: integer((version) => (model.irVersion = version)),
    2: text((name) => (model.producerName = name)),
    3: text((version) => (model.producerVersion = version)),
    7: message((part) =>
      readMessage(part, 'GraphProto', {
        1: messages((node) => graph.nodes.push(readNode(node))),
        2: text((name) => (model.graphName = name)),
        11: messages((input) => graph.inputs.push(readTensor(input))),
        12: messages((output) => graph.outputs.push(readTensor(output))),
      }),
    ),
    8: messages((part) => {
      let domain = '';
      let version = 0;
      readMessage(part, 'OperatorSetIdProto', {
        1: text((value) => (domain = value)),
        2: integer((value) => (version = value)),
      });
      keepOnce(opsets, domain, version);
    }),
    14: messages((part) => {
      let key = '';
      let value = '';
      readMessage(part, 'StringStringEntryProto', { 1: text((k) => (key = k)), 2: text((v) => (value = v)) });
      keepOnce(metadata, key, value);
    }),
  });
  return { ...model, ...graph };
}

function writeNode(writer: Writer, node: OnnxNode): Writer {
  for (const input of node.inputs) writer.uint32(tag(1)).string(input);
  for (const output of node.outputs) writer.uint32(tag(2)).string(output);
  writer.uint32(tag(4)).string(node.opType);
  for (const [name, attribute] of node.attributes) {
    writeAttribute(writer.uint32(tag(5)).fork(), name, attribute).ldelim();
  }
  return writer.uint32(tag(7)).string(node.domain);
}

function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  const node = { domain: '', opType: '' };
  readMessage(bytes, 'NodeProto', {
    1: { ...text((name) => inputs.push(name)), many: true },
    2: { ...text((name) => outputs.push(name)), many: true },
    3: text(() => {}), // the node's own name: means nothing
    4: text((type) => (node.opType = type)),
    5: messages((part) => {
      const { name, attribute } = readAttribute(part);
      keepOnce(attributes, name, attribute);
    }),
    7: text((domain) => (node.domain = domain)),
  });
  return { ...node, inputs, outputs, attributes };
}

function writeTensor(writer: Writer, { name, shape }: OnnxTensor): Writer {
  writer.uint32(tag(1)).string(name).uint32(tag(2)).fork().uint32(tag(1)).fork();
  writer.uint32(tag(1, VARINT)).uint32(FLOAT).uint32(tag(2)).fork();
  for (const size of shape) {
    writer.uint32(tag(1)).fork();
    if (typeof size === 'number') writer.uint32(tag(1, VARINT)).uint32(size);
    else writer.uint32(tag(2)).string(size);
    writer.ldelim();
  }
  return writer.ldelim().ldelim().ldelim();
}

function readTensor(bytes: Uint8Array): OnnxTensor {
  let name = '';
  const shape: (number | string)[] = [];
  const readShape = (part: Uint8Array) =>
    readMessage(part, 'TensorShapeProto', {
      1: messages((dimension) =>
        readMessage(dimension, 'Dimension', {
          1: integer((size) => shape.push(size)),
          2: text((label) => shape.push(label)),
        }),
      ),
    });
  const readType = (part: Uint8Array) =>
    readMessage(part, 'TypeProto.Tensor', {
      1: integer((type) => {
        if (type !== FLOAT) throw new ModelFileError('ONNX: only float32 tensors are supported');
      }),
      2: message(readShape),
    });
  readMessage(bytes, 'ValueInfoProto', {
    1: text((value) => (name = value)),
    2: message((part) => readMessage(part, 'TypeProto', { 1: message(readType) })),
  });
  return { name, shape };
}

function tag(field: number, wire: number = BYTES): number {
  return (field << 3) | wire;
}
