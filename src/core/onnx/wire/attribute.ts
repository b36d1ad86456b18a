import { ModelFileError } from '../../trees/ensemble.ts';
import type { OnnxAttribute, Origin } from './onnxModel.ts';
import {
  BYTES,
  FIXED32,
  type Fields,
  float,
  floats,
  integer,
  integers,
  message,
  readInt64,
  readInteger,
  readMessage,
  refused,
  text,
  texts,
  VARINT,
  type Writer,
} from './protobuf.ts';
import { readTensorData, writeDoubles } from './tensorData.ts';

/** AttributeProto.AttributeType and the field that holds the value. */
const LAYOUT = {
  float: { type: 1, field: 2 },
  integer: { type: 2, field: 3 },
  string: { type: 3, field: 4 },
  doubles: { type: 4, field: 5 },
  floats: { type: 6, field: 7 },
  integers: { type: 7, field: 8 },
  strings: { type: 8, field: 9 },
} as const;

type Kind = keyof typeof LAYOUT;

const KINDS = Object.keys(LAYOUT) as Kind[];
const TYPE_FIELD = 20;

/** Writes the fields of an AttributeProto; lists of numbers are packed. Integers are 0…2^28−1. */
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
    case 'doubles':
      writeDoubles(writer.uint32(bytesTag).fork(), attribute.value).ldelim();
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
 * Reads an AttributeProto. Attributes of other writers may also hold tensors of other numbers than doubles, negative
 * integers, and no value at all for 0.
 * @throws ModelFileError for a kind that tree operators do not use, or a value of another kind than the declared one
 */
export function readAttribute(bytes: Uint8Array, origin: Origin): { name: string; attribute: OnnxAttribute } {
  const isExternal = origin === 'external';
  let name = '';
  let type = 0;
  const numbers: number[] = [];
  const strings: string[] = [];
  const readOne = isExternal ? readInt64 : readInteger;
  const fields: Fields = {
    1: text((value) => (name = value)),
    [LAYOUT.float.field]: float((value) => numbers.push(value)),
    [LAYOUT.integer.field]: integer((value) => numbers.push(value), readOne),
    [LAYOUT.string.field]: text((value) => strings.push(value)),
    [LAYOUT.doubles.field]: message((tensor) => readTensorData(tensor, numbers)),
    [LAYOUT.floats.field]: floats(numbers),
    [LAYOUT.integers.field]: integers(numbers, readOne),
    [LAYOUT.strings.field]: texts((value) => strings.push(value)),
    [TYPE_FIELD]: integer((value) => (type = value)),
  };
  const externalFields: Fields = {
    6: refused('graphs inside a graph', 'subgraphs'),
    10: refused('lists of tensors'),
    11: refused('graphs inside a graph', 'subgraphs'),
    13: text(() => {}), // documentation
    22: refused('sparse tensors'),
  };
  const present = readMessage(bytes, 'AttributeProto', isExternal ? { ...fields, ...externalFields } : fields);
  const kind = KINDS.find((candidate) => LAYOUT[candidate].type === type);
  const hasOther = KINDS.some((candidate) => candidate !== kind && present.has(LAYOUT[candidate].field));
  if (!kind || hasOther) {
    throw new ModelFileError(`ONNX: attribute "${name}" is of an unsupported kind`);
  }
  const isEmpty = numbers.length === 0 && strings.length === 0;
  if (isEmpty && !isExternal && (kind === 'float' || kind === 'integer' || kind === 'string')) {
    throw new ModelFileError(`ONNX: attribute "${name}" has no value`);
  }
  return { name, attribute: toAttribute(kind, numbers, strings) };
}

function toAttribute(kind: Kind, numbers: number[], strings: string[]): OnnxAttribute {
  switch (kind) {
    case 'float':
    case 'integer':
      return { kind, value: numbers[0] ?? 0 };
    case 'string': {
      const [value] = strings;
      return value === undefined ? { kind: 'strings', value: [] } : { kind, value };
    }
    case 'doubles':
    case 'floats':
    case 'integers':
      return { kind, value: numbers };
    case 'strings':
      return { kind, value: strings };
  }
}
