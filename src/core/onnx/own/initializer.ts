import { BYTES, VARINT, type Writer } from '../wire.ts';

/** A constant tensor of a graph: float32, int32 or int64 by the kind of its array, in row-major order. */
export type OnnxInitializer = {
  name: string;
  shape: readonly number[];
  data: Float32Array | Int32Array | BigInt64Array;
};

/** Writes the fields of a TensorProto; the numbers are raw little-endian bytes. */
export function writeInitializer(writer: Writer, { name, shape, data }: OnnxInitializer): Writer {
  for (const size of shape) writer.uint32((1 << 3) | VARINT).uint32(size);
  writer.uint32((2 << 3) | VARINT).uint32(dataType(data));
  writer.uint32((8 << 3) | BYTES).string(name);
  return writer.uint32((9 << 3) | BYTES).bytes(littleEndian(data));
}

/** TensorProto.DataType */
function dataType(data: OnnxInitializer['data']): number {
  if (data instanceof Float32Array) return 1;
  return data instanceof Int32Array ? 6 : 7;
}

/** Every browser and every Node that runs ONNX Runtime is little-endian: WebAssembly is. */
function littleEndian({ buffer, byteOffset, byteLength }: OnnxInitializer['data']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
