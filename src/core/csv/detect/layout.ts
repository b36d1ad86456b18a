import type { Contract } from '../../contract/contract.ts';
import type { ImportChoices } from '../choices.ts';
import { parseDate } from '../read/date.ts';
import { parseNumberText, UNREADABLE } from '../read/number.ts';
import { CsvError, type CsvSchema, type FileProblem } from '../report.ts';
import { unguarded } from '../write/guardedText.ts';
import { isRejectedHeader, knownNames } from './columnNames.ts';
import { type Columns, matchColumns, refusalOf } from './columns.ts';
import { type Dialect, detectDialect } from './dialect.ts';
import { decoderFor, detectEncoding, toReadable } from './encoding.ts';

/** A head shorter than this is taken for the whole file. */
const SHORTEST_CUT_HEAD = 64 * 1024;

/** The head as text that can be cut into records: UTF-8 or windows-1251, without its byte order mark. */
export type TextHead = {
  encoding: CsvSchema['encoding'];
  markBytes: number;
  /** Whether the file ends with it. */
  isAll: boolean;
  readable: Uint8Array<ArrayBufferLike>;
  decoder: TextDecoder;
};

/** A table found in it. `header` is trimmed. */
export type Table = { dialect: Dialect; header: string[]; columns: Columns };

/** As much as could be found out about a file. */
export type Layout = {
  text: TextHead | null;
  table: Table | null;
  /** Why it cannot be imported; null when it can. */
  problem: FileProblem | null;
};

/**
 * Looks at the head of a file and goes as far as it comes: encoding, delimiter, header, what each column is.
 * @param isAll whether the head is the whole file; when nobody knows, a short one is taken for it
 */
export function layOut(
  head: Uint8Array,
  contract: Pick<Contract, 'features'>,
  { choices, isAll = head.length < SHORTEST_CUT_HEAD }: { choices: ImportChoices; isAll?: boolean },
): Layout {
  const without = (problem: FileProblem, text: TextHead | null = null): Layout => ({ text, table: null, problem });
  if (head.length === 0) return without({ kind: 'empty-file' });
  const detected = detectEncoding(head, isAll, choices.encoding);
  if ('problem' in detected) return without(detected.problem);
  const { encoding, markBytes } = detected;
  if (head.length === markBytes) return without({ kind: 'empty-file' });
  const text: TextHead = {
    ...{ encoding, markBytes, isAll },
    readable: toReadable(head.subarray(markBytes), encoding),
    decoder: decoderFor(encoding),
  };
  const problem = problemOfText(text);
  if (problem) return without(problem, text);
  try {
    const dialect = detectDialect(text.readable, text.decoder, { known: knownNames(contract), choices });
    if (dialect === null) return without({ kind: 'no-header' }, text);
    const header = namesOf(dialect.header);
    const columns = matchColumns(header, contract, choices.uses);
    const table = { dialect, header, columns };
    return { text, table, problem: refusalOf(header, choices.uses) ?? problemOfTable(table) };
  } catch (error) {
    if (error instanceof CsvError) return without(error.problem, text);
    throw error;
  }
}

function namesOf(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  return isRejectedHeader(names) ? names.map(unguarded) : names;
}

function problemOfText({ readable, decoder, isAll }: TextHead): FileProblem | null {
  if (readable.includes(0)) return { kind: 'not-csv', why: 'binary' };
  if (/^\s*<(!doctype|html)/i.test(decoder.decode(readable.subarray(0, 1000)))) return { kind: 'not-csv', why: 'html' };
  const hasLineEnd = readable.includes(0x0a) || readable.includes(0x0d);
  return isAll || hasLineEnd ? null : { kind: 'row-too-long', line: 1 };
}

function problemOfTable({ header, columns }: Table): FileProblem | null {
  const named = header.filter((name) => name !== '');
  if (header.length === 1) return { kind: 'not-csv', why: 'one-column' };
  if (named.length === 0 || (columns.id < 0 && isData(named))) return { kind: 'no-header' };
  if (columns.id < 0) return { kind: 'no-id-column', columns: named };
  if (columns.features.every((column) => column < 0)) return { kind: 'no-feature-columns', columns: named };
  return null;
}

/** A client's row in the header's place: half its cells or more are numbers, dates, or words for "no value". */
function isData(cells: string[]): boolean {
  const values = cells.filter((cell) => parseNumberText(cell) !== UNREADABLE || parseDate(cell) !== UNREADABLE);
  return values.length * 2 >= cells.length;
}
