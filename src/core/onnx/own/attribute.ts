import { ModelFileError } from '../../trees/ensemble.ts';
import { BYTES, FIXED32, integer, type Reader, readInteger, readMessage, text, VARINT, type Writer } from '../wire.ts';

/** An attribute of an ONNX node: the kinds that tree operators use. Floats are float32, integers 0…2^28−1. */
export type OnnxAttribute =
  | { kind: 'string'; value: string }
  | { kind: 'float'; value: number }
  | { kind: 'integer'; value: number }
  | { kind: 'floats'; value: ArrayLike<number> }
  | { kind: 'integers'; value: ArrayLike<number> }
  | { kind: 'strings'; value: readonly string[] };

/** AttributeProto.AttributeType and the field that holds the value. */
const LAYOUT = {
  float: { type: 1, field: 2 },
  integer: { type: 2, field: 3 },
  string: { type: 3, field: 4 },
  floats: { type: 6, field: 7 },
  integers: { type: 7, field: 8 },
  strings: { type: 8, field: 9 },
} as const;

const TYPE_FIELD = 20;

/** Writes the fields of an AttributeProto; lists of numbers are packed. */
export function writeAttribute(writer: Writer, name: string, attribute: OnnxAttribute): Writer {
  const { type, field } = LAYOUT[attribute.kind];
  writer.uint32((1 << 3) | BYTES).string(name);
  const bytesTag = (field << 3) | BYTES;
  switch (attribute.kind) {
    case 'float':
      writer.uint32((field << 3) | FIXED32).float(attribute.value);
      break;
    case 'integer':
      writer.uint32((field << 3) | VARINT).uint32(attribute.value);
      break;
    case 'string':
      writer.uint32(bytesTag).string(attribute.value);
      break;
    case 'floats':
      writer.uint32(bytesTag).floats(Array.from(attribute.value));
      break;
    case 'integers':
      writer.uint32(bytesTag).uint32s(Array.from(attribute.value));
      break;
    case 'strings':
      for (const value of attribute.value) writer.uint32(bytesTag).string(value);
      break;
  }
  return writer.uint32((TYPE_FIELD << 3) | VARINT).uint32(type);
}

/**
 * Reads an AttributeProto. Lists may be packed or not, since writers do either.
 * @throws ModelFileError for a kind that tree operators do not use, or a value of another kind than the declared one.
 */
export function readAttribute(bytes: Uint8Array): { name: string; attribute: OnnxAttribute } {
  let name = '';
  let type = 0;
  const values = {
    float: [] as number[],
    integer: [] as number[],
    string: [] as string[],
    floats: [] as number[],
    integers: [] as number[],
    strings: [] as string[],
  };
  readMessage(bytes, 'AttributeProto', {
    1: text((value) => (name = value)),
    [LAYOUT.float.field]: { wire: [FIXED32], read: (reader) => values.float.push(reader.float()) },
    [LAYOUT.integer.field]: integer((value) => values.integer.push(value)),
    [LAYOUT.string.field]: text((value) => values.string.push(value)),
    [LAYOUT.floats.field]: { wire: [BYTES, FIXED32], many: true, read: readFloats(values.floats) },
    [LAYOUT.integers.field]: { wire: [BYTES, VARINT], many: true, read: readIntegers(values.integers) },
    [LAYOUT.strings.field]: { ...text((value) => values.strings.push(value)), many: true },
    [TYPE_FIELD]: integer((value) => (type = value)),
  });
  const kind = (Object.keys(LAYOUT) as OnnxAttribute['kind'][]).find((key) => LAYOUT[key].type === type);
  const others = Object.entries(values).some(([key, list]) => key !== kind && list.length > 0);
  if (!kind || others) throw new ModelFileError(`ONNX: attribute "${name}" is of an unsupported kind`);
  return { name, attribute: toAttribute(kind, values, name) };
}

function toAttribute(
  kind: OnnxAttribute['kind'],
  values: {
    float: number[];
    integer: number[];
    string: string[];
    floats: number[];
    integers: number[];
    strings: string[];
  },
  name: string,
): OnnxAttribute {
  switch (kind) {
    case 'float':
      return { kind, value: single(values.float, name) };
    case 'integer':
      return { kind, value: single(values.integer, name) };
    case 'string':
      return { kind, value: single(values.string, name) };
    case 'floats':
      return { kind, value: values.floats };
    case 'integers':
      return { kind, value: values.integers };
    case 'strings':
      return { kind, value: values.strings };
  }
}

function single<Value>(list: readonly Value[], name: string): Value {
  const [value] = list;
  if (value === undefined) throw new ModelFileError(`ONNX: attribute "${name}" has no value`);
  return value;
}

function readFloats(into: number[]) {
  return (reader: Reader, wire: number): void => {
    if (wire === BYTES) reader.floats(into);
    else into.push(reader.float());
  };
}

function readIntegers(into: number[]) {
  return (reader: Reader, wire: number): void => {
    const end = wire === BYTES ? reader.uint32() + reader.pos : reader.pos + 1;
    if (end > reader.len) throw new RangeError('cut short');
    do into.push(readInteger(reader));
    while (wire === BYTES && reader.pos < end);
    if (wire === BYTES && reader.pos !== end) throw new RangeError('cut short');
  };
}
