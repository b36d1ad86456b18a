/**
 * An ONNX file as plain data: the parts of ModelProto that models here use, field numbers after onnx.proto (ONNX 1.13).
 * It is independent of trees.
 */
export type OnnxModel = {
  irVersion: number;
  producerName: string;
  producerVersion: string;
  /** Operator set version by domain; the empty domain is ONNX's own. */
  opsets: ReadonlyMap<string, number>;
  graphName: string;
  nodes: readonly OnnxNode[];
  /** Constant tensors. They are only written: a file with constants is refused, because no model here has any. */
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

/** An attribute of a node: the kinds that tree operators use. `doubles` are a tensor of one dimension. */
export type OnnxAttribute =
  | { kind: 'string'; value: string }
  | { kind: 'float'; value: number }
  | { kind: 'integer'; value: number }
  | { kind: 'floats'; value: ArrayLike<number> }
  | { kind: 'doubles'; value: ArrayLike<number> }
  | { kind: 'integers'; value: ArrayLike<number> }
  | { kind: 'strings'; value: readonly string[] };

/** A tensor of the graph's inputs or outputs. */
export type OnnxTensor = {
  name: string;
  /** A named dimension is free, and so is an unspecified one (null). */
  shape: readonly (number | string | null)[];
  /** TensorProto.DataType: always `FLOAT` in written files; 0 when a file does not specify it. */
  type?: number;
};

/** A constant tensor of a graph: float32, int32 or int64 by the kind of its array, in row-major order. */
export type OnnxInitializer = {
  name: string;
  shape: readonly number[];
  data: Float32Array | Int32Array | BigInt64Array;
};

/**
 * Origin of a file: in our own every field must be known, in an external one fields that cannot change a number are
 * skipped.
 */
export type Origin = 'own' | 'external';

/** Domain of the tree operators. */
export const ML_DOMAIN = 'ai.onnx.ml';

/** TensorProto.DataType */
export const FLOAT = 1;
export const INT32 = 6;
export const INT64 = 7;
export const DOUBLE = 11;

/** The head of every written file. */
export const PRODUCER = { irVersion: 8, producerName: 'TunTunDohod', producerVersion: '1' } as const;
