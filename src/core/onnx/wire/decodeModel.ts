import { ModelFileError } from '../../trees/ensemble.ts';
import { readAttribute } from './attribute.ts';
import { FLOAT, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxTensor, type Origin } from './onnxModel.ts';
import {
  addOnce,
  type Fields,
  integer,
  message,
  messages,
  orDamaged,
  readMessage,
  refused,
  skipped,
  text,
  texts,
  VARINT,
} from './protobuf.ts';

/**
 * Decodes an ONNX file. Of an `external` file only opsets, nodes, inputs and outputs are read; the other members are
 * empty.
 * @throws ModelFileError for anything that is not a complete ONNX file or has parts that are unknown here
 */
export function decodeModel(bytes: Uint8Array, origin: Origin = 'own'): OnnxModel {
  // Every writer puts the IR version first.
  if (origin === 'own' && bytes[0] !== ((1 << 3) | VARINT)) throw new ModelFileError('not an ONNX file');
  return orDamaged(() => new ModelDecoder(origin).model(bytes));
}

/**
 * Fields allowed in an external file, by message, beside or instead of those that are read; field numbers after
 * onnx.proto (ONNX 1.20).
 */
const EXTERNAL_FIELDS = {
  // versions, producer, domain, documentation, metadata
  ModelProto: { ...skipped(1, 2, 3, 4, 5, 6, 14), 25: refused('functions') },
  // name, documentation, types of inner values, metadata
  GraphProto: {
    ...skipped(2, 10, 13, 16),
    5: refused('graphs with initializers', 'operators'),
    15: refused('graphs with initializers', 'operators'),
  },
  OperatorSetIdProto: {},
  StringStringEntryProto: {},
  // name, documentation, metadata
  NodeProto: skipped(3, 6, 9),
  // documentation, metadata
  ValueInfoProto: skipped(3, 4),
  // meaning of the dimensions
  TypeProto: {
    ...skipped(6),
    4: refused('sequences as inputs or outputs', 'input-type'),
    5: refused('maps as inputs or outputs', 'input-type'),
    8: refused('sparse tensors as inputs or outputs', 'input-type'),
    9: refused('optional inputs or outputs', 'input-type'),
  },
  'TypeProto.Tensor': {},
  TensorShapeProto: {},
  // name and meaning
  Dimension: skipped(2, 3),
} satisfies Record<string, Fields>;

class ModelDecoder {
  readonly #origin: Origin;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  model(bytes: Uint8Array): OnnxModel {
    const opsets = new Map<string, number>();
    const metadata = new Map<string, string>();
    const head = { irVersion: 0, producerName: '', producerVersion: '' };
    let graph: Graph = { graphName: '', nodes: [], inputs: [], outputs: [] };
    this.#read(bytes, 'ModelProto', {
      1: integer((version) => (head.irVersion = version)),
      2: text((name) => (head.producerName = name)),
      3: text((version) => (head.producerVersion = version)),
      7: message((part) => (graph = this.#graph(part))),
      8: messages((part) => this.#opset(part, opsets)),
      14: messages((part) => this.#entry(part, metadata)),
    });
    return { ...head, opsets, metadata, ...graph };
  }

  #graph(bytes: Uint8Array): Graph {
    const nodes: OnnxNode[] = [];
    const inputs: OnnxTensor[] = [];
    const outputs: OnnxTensor[] = [];
    let graphName = '';
    this.#read(bytes, 'GraphProto', {
      1: messages((node) => nodes.push(this.#node(node))),
      2: text((name) => (graphName = name)),
      11: messages((input) => inputs.push(this.#tensor(input))),
      12: messages((output) => outputs.push(this.#tensor(output))),
    });
    return { graphName, nodes, inputs, outputs };
  }

  #opset(bytes: Uint8Array, opsets: Map<string, number>): void {
    let domain = '';
    let version = 0;
    this.#read(bytes, 'OperatorSetIdProto', {
      1: text((value) => (domain = value)),
      2: integer((value) => (version = value)),
    });
    if (this.#origin === 'external') opsets.set(domain, version);
    else addOnce(opsets, domain, version);
  }

  #entry(bytes: Uint8Array, metadata: Map<string, string>): void {
    let key = '';
    let value = '';
    this.#read(bytes, 'StringStringEntryProto', {
      1: text((content) => (key = content)),
      2: text((content) => (value = content)),
    });
    addOnce(metadata, key, value);
  }

  #node(bytes: Uint8Array): OnnxNode {
    const inputs: string[] = [];
    const outputs: string[] = [];
    const attributes = new Map<string, OnnxAttribute>();
    const node = { domain: '', opType: '' };
    this.#read(bytes, 'NodeProto', {
      1: texts((name) => inputs.push(name)),
      2: texts((name) => outputs.push(name)),
      3: text(() => {}), // the node's own name
      4: text((type) => (node.opType = type)),
      5: messages((part) => {
        const { name, attribute } = readAttribute(part, this.#origin);
        addOnce(attributes, name, attribute);
      }),
      7: text((domain) => (node.domain = domain)),
    });
    return { ...node, inputs, outputs, attributes };
  }

  #tensor(bytes: Uint8Array): OnnxTensor {
    let name = '';
    let type = 0;
    let shape: OnnxTensor['shape'] = [];
    const readType = (part: Uint8Array) =>
      this.#read(part, 'TypeProto.Tensor', {
        1: integer((value) => (type = this.#elementType(value))),
        2: message((dimensions) => (shape = this.#shape(dimensions))),
      });
    this.#read(bytes, 'ValueInfoProto', {
      1: text((value) => (name = value)),
      2: message((part) => this.#read(part, 'TypeProto', { 1: message(readType) })),
    });
    return { name, shape, type };
  }

  #elementType(type: number): number {
    if (this.#origin === 'own' && type !== FLOAT) throw new ModelFileError('ONNX: only float32 tensors are supported');
    return type;
  }

  #shape(bytes: Uint8Array): OnnxTensor['shape'] {
    const shape: (number | string | null)[] = [];
    const readDimension = (part: Uint8Array) => {
      let size: number | string | null = null;
      this.#read(part, 'Dimension', {
        1: integer((value) => (size = value)),
        2: text((label) => (size = label)),
      });
      shape.push(size);
    };
    this.#read(bytes, 'TensorShapeProto', { 1: messages(readDimension) });
    return shape;
  }

  #read(bytes: Uint8Array, name: keyof typeof EXTERNAL_FIELDS, fields: Fields): void {
    readMessage(bytes, name, this.#origin === 'own' ? fields : { ...fields, ...EXTERNAL_FIELDS[name] });
  }
}

type Graph = Pick<OnnxModel, 'graphName' | 'nodes' | 'inputs' | 'outputs'>;
