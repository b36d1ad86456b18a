import { ModelFileError } from '../../trees/ensemble.ts';
import { DOUBLE, FLOAT, INT32, INT64 } from './onnxModel.ts';
import {
  BYTES,
  doubles,
  floats,
  integer,
  integers,
  message,
  readInt64,
  readMessage,
  refused,
  text,
  VARINT,
  type Writer,
} from './protobuf.ts';

const UINT8 = 2;

/** The element types of stored trees: bytes per element, and how an element is read from little-endian bytes. */
const ELEMENTS: Readonly<Record<number, { size: number; read: (view: DataView, offset: number) => number }>> = {
  [FLOAT]: { size: 4, read: (view, offset) => view.getFloat32(offset, true) },
  [UINT8]: { size: 1, read: (view, offset) => view.getUint8(offset) },
  [INT32]: { size: 4, read: (view, offset) => view.getInt32(offset, true) },
  [INT64]: { size: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)) },
  [DOUBLE]: { size: 8, read: (view, offset) => view.getFloat64(offset, true) },
};

/** Writes the fields of a one-dimensional TensorProto of doubles. */
export function writeDoubles(writer: Writer, values: ArrayLike<number>): Writer {
  writer.uint32((1 << 3) | VARINT).uint32(values.length);
  writer.uint32((2 << 3) | VARINT).uint32(DOUBLE);
  // Little-endian, as every machine that runs ONNX Runtime.
  return writer.uint32((9 << 3) | BYTES).bytes(new Uint8Array(Float64Array.from(values).buffer));
}

/**
 * Appends the elements of a one-dimensional TensorProto, from whichever field holds them.
 * @throws ModelFileError for other element types, more dimensions, or another number of elements than the shape says
 */
export function readTensorData(bytes: Uint8Array, into: number[]): void {
  let type = 0;
  let raw = new Uint8Array(0);
  const shape: number[] = [];
  const values: number[] = [];
  readMessage(bytes, 'TensorProto', {
    1: integers(shape, readInt64),
    2: integer((value) => (type = value)),
    4: floats(values),
    5: integers(values, readInt64),
    7: integers(values, readInt64),
    8: text(() => {}), // name
    9: message((data) => (raw = new Uint8Array(data))),
    10: doubles(values),
    12: text(() => {}), // documentation
    13: refused('tensors whose numbers are in another file', 'external-data'),
    14: integer(() => {}), // where the numbers are
  });
  const element = ELEMENTS[type];
  if (!element) throw new ModelFileError(`ONNX: tensors of type ${type} are not supported`);
  const view = new DataView(raw.buffer);
  for (let offset = 0; offset + element.size <= raw.length; offset += element.size) {
    values.push(element.read(view, offset));
  }
  const [size = 1, ...others] = shape;
  if (others.length > 0 || values.length !== size) {
    throw new ModelFileError('ONNX: a tensor of another size than it says');
  }
  for (const value of values) into.push(value);
}
