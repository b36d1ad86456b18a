import { ModelFileError } from '../../trees/ensemble.ts';
import { BYTES, FIXED32, integer, messages, type Reader, readMessage, text, VARINT } from '../wire.ts';

/** The value of an attribute: numbers (one, a list or a tensor's) or texts (one or a list). */
export type ExternalAttribute = { numbers: readonly number[] } | { texts: readonly string[] };

const FIXED64 = 1;

/** AttributeProto.AttributeType */
const [FLOAT, INT, STRING, TENSOR, FLOATS, INTS, STRINGS] = [1, 2, 3, 4, 6, 7, 8] as const;

/** The type by the field that holds the value. */
const TYPES: Readonly<Record<number, number>> = {
  2: FLOAT,
  3: INT,
  4: STRING,
  5: TENSOR,
  7: FLOATS,
  8: INTS,
  9: STRINGS,
};

/**
 * Reads an AttributeProto of another writer. Lists may be packed or not.
 * @throws ModelFileError for a kind that tree operators do not use, or a value of another kind than the declared one.
 */
export function readExternalAttribute(bytes: Uint8Array): { name: string; attribute: ExternalAttribute } {
  let name = '';
  let type = 0;
  const numbers: number[] = [];
  const texts: string[] = [];
  const filled = new Set<number>();
  const noting = (field: number, read: (reader: Reader, wire: number) => void) => (reader: Reader, wire: number) => {
    filled.add(field);
    read(reader, wire);
  };
  const keepText = (reader: Reader) => texts.push(reader.stringVerify());
  const keepTensor = messages((part) => readTensorData(part, numbers));
  readMessage(bytes, 'AttributeProto', {
    1: text((value) => (name = value)),
    2: { wire: [FIXED32], read: noting(2, (reader) => numbers.push(reader.float())) },
    3: { wire: [VARINT], read: noting(3, (reader) => numbers.push(readSigned(reader))) },
    4: { wire: [BYTES], read: noting(4, keepText) },
    5: { wire: [BYTES], read: noting(5, keepTensor.read) },
    7: { wire: [BYTES, FIXED32], many: true, read: noting(7, list(numbers, FIXED32)) },
    8: { wire: [BYTES, VARINT], many: true, read: noting(8, list(numbers, VARINT)) },
    9: { wire: [BYTES], many: true, read: noting(9, keepText) },
    13: text(() => {}), // documentation
    20: integer((value) => (type = value)),
  });
  const isKnown = Object.values(TYPES).includes(type);
  const isDeclared = [...filled].every((field) => TYPES[field] === type);
  if (!isKnown || !isDeclared) throw new ModelFileError(`ONNX: attribute "${name}" is of an unsupported kind`);
  const isText = type === STRING || type === STRINGS;
  // Some writers leave out a value of nought.
  if (filled.size === 0 && (type === FLOAT || type === INT)) numbers.push(0);
  return { name, attribute: isText ? { texts } : { numbers } };
}

/** Bytes of the element types of TensorProto that trees are stored in, and how one is read from `raw_data` (little-endian). */
const ELEMENTS: Readonly<Record<number, { size: number; read: (view: DataView, at: number) => number }>> = {
  1: { size: 4, read: (view, at) => view.getFloat32(at, true) },
  2: { size: 1, read: (view, at) => view.getUint8(at) },
  6: { size: 4, read: (view, at) => view.getInt32(at, true) },
  7: { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  11: { size: 8, read: (view, at) => view.getFloat64(at, true) },
};

/** Appends the elements of a TensorProto of one dimension, wherever in it they stand. */
function readTensorData(bytes: Uint8Array, into: number[]): void {
  let type = 0;
  let raw = new Uint8Array(0);
  const shape: number[] = [];
  const values: number[] = [];
  readMessage(bytes, 'TensorProto', {
    1: { wire: [BYTES, VARINT], many: true, read: list(shape, VARINT) },
    2: integer((value) => (type = value)),
    4: { wire: [BYTES, FIXED32], many: true, read: list(values, FIXED32) },
    5: { wire: [BYTES, VARINT], many: true, read: list(values, VARINT) },
    7: { wire: [BYTES, VARINT], many: true, read: list(values, VARINT) },
    8: text(() => {}), // name
    9: { wire: [BYTES], read: (reader) => (raw = new Uint8Array(reader.bytes())) },
    10: { wire: [BYTES, FIXED64], many: true, read: list(values, FIXED64) },
    12: text(() => {}), // documentation
  });
  const element = ELEMENTS[type];
  if (!element) throw new ModelFileError(`ONNX: tensors of type ${type} are not supported`);
  const view = new DataView(raw.buffer);
  for (let at = 0; at + element.size <= raw.length; at += element.size) values.push(element.read(view, at));
  const [size = 1, ...others] = shape;
  if (others.length > 0 || values.length !== size)
    throw new ModelFileError('ONNX: a tensor of another size than it says');
  for (const value of values) into.push(value);
}

const READ: Readonly<Record<number, (reader: Reader) => number>> = {
  [VARINT]: readSigned,
  [FIXED32]: (reader) => reader.float(),
  [FIXED64]: (reader) => reader.double(),
};

/** Reads numbers of the given wire type, packed or one by one. */
function list(into: number[], kind: number): (reader: Reader, wire: number) => void {
  const read = READ[kind] ?? readSigned;
  return (reader, wire) => {
    if (wire !== BYTES) {
      into.push(read(reader));
      return;
    }
    const end = reader.uint32() + reader.pos;
    if (end > reader.len) throw new RangeError('cut short');
    while (reader.pos < end) into.push(read(reader));
    if (reader.pos !== end) throw new RangeError('cut short');
  };
}

/** An int64, which negative numbers fill: exact as far as a double is. */
function readSigned(reader: Reader): number {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.buf[reader.pos];
    if (byte === undefined || reader.pos >= reader.len) throw new RangeError('cut short');
    reader.pos++;
    if (shift === 0n && byte < 128) return byte;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) break;
  }
  return Number(BigInt.asIntN(64, value));
}
