import { BYTES, orDamaged, Reader } from './protobuf.ts';

/** What a graph computes, as far as its nodes' names tell. */
export type Skimmed = {
  operators: { opType: string; domain: string }[];
  /** Whether a node contains a graph of its own. */
  hasSubgraphs: boolean;
  /** Numbers of the fields of the file's outermost message. */
  fields: ReadonlySet<number>;
};

/**
 * Lists the operators of an ONNX file and skips everything else, so that a file can be refused by what it computes
 * rather than by the first part that is unknown here.
 * @throws ModelFileError for bytes that are not protobuf
 */
export function skimOperators(bytes: Uint8Array): Skimmed {
  return orDamaged(() => {
    const skimmed = { operators: [] as Skimmed['operators'], hasSubgraphs: false, fields: new Set<number>() };
    eachField(bytes, (field, graph) => {
      skimmed.fields.add(field);
      if (field === 7 && graph) eachField(graph, (inGraph, node) => inGraph === 1 && node && addNode(skimmed, node));
    });
    return skimmed;
  });
}

function addNode(skimmed: { operators: Skimmed['operators']; hasSubgraphs: boolean }, bytes: Uint8Array): void {
  const operator = { opType: '', domain: '' };
  eachField(bytes, (field, part) => {
    if (field === 4 && part) operator.opType = new TextDecoder().decode(part);
    if (field === 7 && part) operator.domain = new TextDecoder().decode(part);
    // Attributes: `g` and `graphs`.
    if (field === 5 && part) {
      eachField(part, (inAttribute) => {
        if (inAttribute === 6 || inAttribute === 11) skimmed.hasSubgraphs = true;
      });
    }
  });
  skimmed.operators.push(operator);
}

/** Calls back for each field of a message, with its bytes when it has a length. */
function eachField(bytes: Uint8Array, take: (field: number, part: Uint8Array | null) => void): void {
  const reader = new Reader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) === BYTES) take(tag >>> 3, reader.bytes());
    else {
      reader.skipType(tag & 7);
      take(tag >>> 3, null);
    }
  }
}
