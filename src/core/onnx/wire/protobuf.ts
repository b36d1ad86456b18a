import { Reader, Writer } from 'protobufjs/minimal.js';
import { ModelFileError, type RefusalKind } from '../../trees/ensemble.ts';

export { Reader, Writer };

/** Wire types of the protobuf encoding that ONNX files use. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** How one field of a message is read: its allowed wire types, and whether it may occur more than once. */
export type Field = {
  wire: readonly number[];
  many?: boolean;
  read(reader: Reader, wire: number): void;
};

export type Fields = Readonly<Record<number, Field>>;

/**
 * Reads one protobuf message strictly: a field that is not in `fields` is refused, because a skipped part could still
 * change what ONNX Runtime computes.
 * @returns the numbers of the fields that the message has
 * @throws ModelFileError for an unknown field, one of another wire type, or a second one where only one is allowed;
 * RangeError or Error of the codec for bytes that are cut short or not protobuf
 */
export function readMessage(bytes: Uint8Array, name: string, fields: Fields): ReadonlySet<number> {
  const reader = new Reader(bytes);
  const numbers = new Set<number>();
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    const number = tag >>> 3;
    const wire = tag & 7;
    const field = fields[number];
    if (!field?.wire.includes(wire)) throw new ModelFileError(`ONNX: unexpected field ${number} in ${name}`);
    if (numbers.has(number) && !field.many) {
      throw new ModelFileError(`ONNX: field ${number} stands twice in ${name}`);
    }
    numbers.add(number);
    field.read(reader, wire);
  }
  return numbers;
}

export function text(keep: (value: string) => void): Field {
  return { wire: [BYTES], read: (reader) => keep(reader.stringVerify()) };
}

/** A text that may occur more than once; `keep` gets each, in file order. */
export function texts(keep: (value: string) => void): Field {
  return { ...text(keep), many: true };
}

export function integer(keep: (value: number) => void, read = readInteger): Field {
  return { wire: [VARINT], read: (reader) => keep(read(reader)) };
}

export function float(keep: (value: number) => void): Field {
  return { wire: [FIXED32], read: (reader) => keep(reader.float()) };
}

/** A message inside the message. */
export function message(read: (bytes: Uint8Array) => void): Field {
  return { wire: [BYTES], read: (reader) => read(reader.bytes()) };
}

/** Messages inside the message; `read` gets each, in file order. */
export function messages(read: (bytes: Uint8Array) => void): Field {
  return { ...message(read), many: true };
}

/** A list of integers, packed or not. */
export function integers(into: number[], readOne: (reader: Reader) => number): Field {
  return {
    wire: [BYTES, VARINT],
    many: true,
    read(reader, wire) {
      if (wire === VARINT) {
        into.push(readOne(reader));
        return;
      }
      const end = reader.uint32() + reader.pos;
      if (end > reader.len) throw new RangeError('cut short');
      while (reader.pos < end) into.push(readOne(reader));
      if (reader.pos !== end) throw new RangeError('cut short');
    },
  };
}

/** A list of float32 numbers, packed or not. */
export function floats(into: number[]): Field {
  return {
    wire: [BYTES, FIXED32],
    many: true,
    read: (reader, wire) => void (wire === BYTES ? reader.floats(into) : into.push(reader.float())),
  };
}

/** A list of float64 numbers, packed or not. */
export function doubles(into: number[]): Field {
  return {
    wire: [BYTES, FIXED64],
    many: true,
    read: (reader, wire) => void (wire === BYTES ? reader.doubles(into) : into.push(reader.double())),
  };
}

/** Fields that do not affect what a model computes: names, documentation, hints. */
export function skipped(...numbers: number[]): Fields {
  const field: Field = {
    wire: [VARINT, FIXED64, BYTES, FIXED32],
    many: true,
    read: (reader, wire) => reader.skipType(wire),
  };
  return Object.fromEntries(numbers.map((number) => [number, field]));
}

/** A field that makes a file unusable here. @param what plural noun for what is not supported */
export function refused(what: string, kind: RefusalKind | null = null): Field {
  const read = () => {
    throw new ModelFileError(`ONNX: ${what} are not supported`, kind, what);
  };
  return { wire: [VARINT, FIXED64, BYTES, FIXED32], many: true, read };
}

/**
 * A count or an index, 0…2^28−1. Larger and negative numbers (ten bytes) never occur in a model of our own, and the
 * codec would silently cut them to 32 bits.
 */
export function readInteger(reader: Reader): number {
  const start = reader.pos;
  const value = reader.uint32();
  if (reader.pos - start > 4) throw new ModelFileError('ONNX: an integer is out of range');
  return value;
}

/** An int64, including negative numbers: as exact as a double. */
export function readInt64(reader: Reader): number {
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

/** Adds an entry that may occur only once. @throws ModelFileError for a second one */
export function addOnce<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.has(key)) throw new ModelFileError(`ONNX: "${key}" stands twice`);
  map.set(key, value);
}

/** Decodes; any error inside the bytes means a damaged file. @throws ModelFileError */
export function orDamaged<Model>(decode: () => Model): Model {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ModelFileError) throw error;
    throw new ModelFileError('the ONNX file is cut short or damaged');
  }
}
