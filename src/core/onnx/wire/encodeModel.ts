import { writeAttribute } from './attribute.ts';
import {
  FLOAT,
  INT32,
  INT64,
  type OnnxInitializer,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from './onnxModel.ts';
import { BYTES, VARINT, Writer } from './protobuf.ts';

/** Encodes a model; the same model gives the same bytes, and the metadata are at the end. */
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
  // A copy: the codec's buffer can be part of a shared pool, which must not be transferred to another thread with the
  // model.
  return new Uint8Array(writer.finish());
}

/** One `metadata_props` entry, as encoded at the end of a model file. */
export function encodeMetadata(key: string, value: string): Uint8Array {
  const writer = new Writer();
  writer.uint32(tag(14)).fork().uint32(tag(1)).string(key).uint32(tag(2)).string(value).ldelim();
  return writer.finish();
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

function writeTensor(writer: Writer, { name, shape, type = FLOAT }: OnnxTensor): Writer {
  writer.uint32(tag(1)).string(name).uint32(tag(2)).fork().uint32(tag(1)).fork();
  writer.uint32(tag(1, VARINT)).uint32(type).uint32(tag(2)).fork();
  for (const size of shape) {
    writer.uint32(tag(1)).fork();
    if (typeof size === 'number') writer.uint32(tag(1, VARINT)).uint32(size);
    else if (size !== null) writer.uint32(tag(2)).string(size);
    writer.ldelim();
  }
  return writer.ldelim().ldelim().ldelim();
}

/** Writes the fields of a TensorProto; the numbers are raw little-endian bytes. */
function writeInitializer(writer: Writer, { name, shape, data }: OnnxInitializer): Writer {
  for (const size of shape) writer.uint32(tag(1, VARINT)).uint32(size);
  writer.uint32(tag(2, VARINT)).uint32(dataType(data));
  writer.uint32(tag(8)).string(name);
  // Every browser and every Node.js that runs ONNX Runtime is little-endian, because WebAssembly is.
  const { buffer, byteOffset, byteLength } = data;
  return writer.uint32(tag(9)).bytes(new Uint8Array(buffer, byteOffset, byteLength));
}

function dataType(data: OnnxInitializer['data']): number {
  if (data instanceof Float32Array) return FLOAT;
  return data instanceof Int32Array ? INT32 : INT64;
}

function tag(field: number, wire: number = BYTES): number {
  return (field << 3) | wire;
}
