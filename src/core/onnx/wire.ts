import { Reader, Writer } from 'protobufjs/minimal.js';
import { ModelFileError } from '../trees/ensemble.ts';

export { Reader, Writer };

/** Wire types of the protobuf encoding that ONNX files use. */
export const VARINT = 0;
export const BYTES = 2;
export const FIXED32 = 5;

/** How one field of a message is read: the wire types it may have, and whether it may come more than once. */
export type Field = {
  wire: readonly number[];
  many?: boolean;
  read(reader: Reader, wire: number): void;
};

export function text(keep: (value: string) => void): Field {
  return { wire: [BYTES], read: (reader) => keep(reader.stringVerify()) };
}

export function integer(keep: (value: number) => void): Field {
  return { wire: [VARINT], read: (reader) => keep(readInteger(reader)) };
}

/** A message inside the message; each one in the file is handed over, in file order. */
export function messages(read: (bytes: Uint8Array) => void): Field {
  return { wire: [BYTES], many: true, read: (reader) => read(reader.bytes()) };
}

export function message(read: (bytes: Uint8Array) => void): Field {
  return { ...messages(read), many: false };
}

/**
 * Reads one protobuf message strictly: a field that is not in `fields` is refused, because a part that is skipped here could
 * still change what ONNX Runtime computes.
 * @throws ModelFileError for an unknown field, one of another wire type, or a second one where only one may be; RangeError or
 * Error of the codec for bytes that are cut short or no protobuf.
 */
export function readMessage(bytes: Uint8Array, name: string, fields: Readonly<Record<number, Field>>): void {
  const reader = new Reader(bytes);
  const seen = new Set<number>();
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    const number = tag >>> 3;
    const wire = tag & 7;
    const field = fields[number];
    if (!field?.wire.includes(wire)) throw new ModelFileError(`ONNX: unexpected field ${number} in ${name}`);
    if (seen.has(number) && !field.many) throw new ModelFileError(`ONNX: field ${number} stands twice in ${name}`);
    seen.add(number);
    field.read(reader, wire);
  }
}

/**
 * A count or an index, 0…2^28−1. Larger and negative numbers (ten bytes) have no place in a model file, and the codec would
 * silently cut them to 32 bits.
 */
export function readInteger(reader: Reader): number {
  const start = reader.pos;
  const value = reader.uint32();
  if (reader.pos - start > 4) throw new ModelFileError('ONNX: an integer is out of range');
  return value;
}

/** Keeps what may stand only once. @throws ModelFileError when it stands again */
export function keepOnce<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.has(key)) throw new ModelFileError(`ONNX: "${key}" stands twice`);
  map.set(key, value);
}

/** Decodes; whatever goes wrong in the middle of the bytes is a damaged file. @throws ModelFileError */
export function orDamaged<Model>(decode: () => Model): Model {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ModelFileError) throw error;
    throw new ModelFileError('the ONNX file is cut short or damaged');
  }
}
