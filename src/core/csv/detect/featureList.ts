import type { Contract } from '../../contract/contract.ts';
import { decoderFor, toReadable } from '../records/encodings.ts';
import { CsvError } from '../report.ts';
import { isNeverFeature, nameCounter } from './columnNames.ts';
import { detectDialect } from './dialect.ts';
import { detectEncoding } from './encoding.ts';
import { matchColumns } from './matchColumns.ts';

/** Bytes read of a list, enough for 20,000 names of 300 characters. */
export const FEATURE_LIST_BYTES = 8 * 1024 * 1024;

/** A shorter head is the whole file. */
const WHOLE_BYTES = 64 * 1024;

/**
 * Reads the names of a model's features, in order, from a CSV file's header or from a text with one name a line: from
 * the header if it gives `count` names, else from the lines if these do, else from the header. Header columns that an
 * import uses otherwise are left out: id, name, date, target and weight.
 * @param head the file, or its first `FEATURE_LIST_BYTES`
 * @param contract its features count as features under any name; null when there is none
 * @returns null when the file is not a list of names
 */
export function readFeatureList(
  head: Uint8Array,
  { count, contract }: { count: number; contract: Contract | null },
): string[] | null {
  const detected = detectEncoding(head, head.length < WHOLE_BYTES);
  if ('problem' in detected) return null;
  const { encoding, markBytes } = detected;
  const decoder = decoderFor(encoding);
  const readable = toReadable(head.subarray(markBytes), encoding);
  if (readable.includes(0) || /^\s*</.test(decoder.decode(readable.subarray(0, 1000)))) return null;
  const columns = featuresOfHeader(readable, decoder, contract);
  if (columns?.length === count) return columns;
  // A column `W` is a feature, or the weight.
  const withoutWeight = columns?.filter((name) => !isNeverFeature(name));
  if (withoutWeight?.length === count) return withoutWeight;
  const lines = linesOf(decoder.decode(readable));
  if (columns && lines.length !== count) return columns;
  return lines.length === 0 ? null : lines;
}

/** Null when the first line is not a header of several columns. */
function featuresOfHeader(readable: Uint8Array, decoder: TextDecoder, contract: Contract | null): string[] | null {
  const features = { features: contract?.features ?? [] };
  try {
    // A list with one name a line has no preamble.
    const choices = { delimiter: null, preambleRecords: 0 };
    const dialect = detectDialect(readable, decoder, { countNames: nameCounter(features), choices });
    const header = dialect?.header ?? [];
    if (header.length < 2) return null;
    const { id, name, date } = matchColumns(header, features);
    return header
      .map((cell) => cell.trim())
      .filter((cell, column) => cell !== '' && ![id, name, date].includes(column) && !isNeverFeature(cell, () => true));
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replace(/^"(.*)"$/, '$1'))
    .filter((line) => line !== '');
}
