import { textsOfRecord } from './cell.ts';
import { decoderFor, toReadable } from './encoding.ts';
import type { ImportPlan } from './plan.ts';
import { RecordSplitter } from './records.ts';

/** The column names of a file by its head and the plan that was made of it, trimmed. */
export function readHeader(head: Uint8Array, { schema, markBytes, headerRecords }: ImportPlan): string[] {
  const delimiter = schema.delimiter.charCodeAt(0);
  const splitter = new RecordSplitter(delimiter);
  splitter.append(toReadable(head.subarray(markBytes), schema.encoding));
  splitter.end();
  for (let record = 0; record < headerRecords; record++) splitter.next();
  return textsOfRecord(splitter, delimiter, decoderFor(schema.encoding)).map((name) => name.trim());
}
