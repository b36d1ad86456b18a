import type { Contract } from '../../contract/contract.ts';
import { CR, LF } from '../cells/bytes.ts';
import { parseDate } from '../cells/date.ts';
import { unguarded } from '../cells/formula.ts';
import { UNREADABLE } from '../cells/missing.ts';
import { parseNumberText } from '../cells/numberText.ts';
import { type ImportChoices, NO_CHOICES } from '../choices.ts';
import { decoderFor, toReadable } from '../records/encodings.ts';
import { isRejectedHeader } from '../rejectedHeader.ts';
import { CsvError, type CsvSchema, type FileProblem } from '../report.ts';
import { nameCounter } from './columnNames.ts';
import { type Dialect, detectDialect } from './dialect.ts';
import { detectEncoding } from './encoding.ts';
import { type Columns, matchColumns, refusalOf } from './matchColumns.ts';

/** A shorter head counts as the whole file when the caller does not say. */
const SHORTEST_CUT_HEAD = 64 * 1024;

/** The head as text to cut into records: UTF-8 or windows-1251, without its byte order mark. */
export type TextHead = {
  encoding: CsvSchema['encoding'];
  markBytes: number;
  /** Whether the head is the whole file. */
  isAll: boolean;
  readable: Uint8Array<ArrayBufferLike>;
  decoder: TextDecoder;
};

/** A table found in a head. `header` is trimmed. */
export type Table = { dialect: Dialect; header: string[]; columns: Columns };

/** What the head of a file tells, as far as it could be understood. */
export type Inspection = {
  head: Uint8Array;
  isAll: boolean;
  choices: ImportChoices;
  text: TextHead | null;
  table: Table | null;
  /** Why the file cannot be imported; null when it can. */
  problem: FileProblem | null;
};

type Features = Pick<Contract, 'features'>;

/**
 * Inspects the head of a file as far as possible: encoding, delimiter, header, the use of each column.
 * @param isAll whether the head is the whole file
 */
export function inspectHead(
  head: Uint8Array,
  contract: Features,
  { choices = NO_CHOICES, isAll = head.length < SHORTEST_CUT_HEAD }: { choices?: ImportChoices; isAll?: boolean } = {},
): Inspection {
  const { text, problem } = readText(head, isAll, choices);
  if (!text || problem) return { head, isAll, choices, text, table: null, problem };
  return { head, isAll, choices, text, ...findTable(text, contract, { choices, dialect: null }) };
}

/** Inspects the same head with other choices; only what the choices change is found again. */
export function inspectAgain(before: Inspection, contract: Features, choices: ImportChoices): Inspection {
  const { head, isAll, text, table } = before;
  const isSameText = choices.encoding === before.choices.encoding;
  if (!isSameText || !text || !table) return inspectHead(head, contract, { choices, isAll });
  const { delimiter, preambleRecords } = before.choices;
  const isSameTable = choices.delimiter === delimiter && choices.preambleRecords === preambleRecords;
  const dialect = isSameTable ? table.dialect : null;
  return { head, isAll, choices, text, ...findTable(text, contract, { choices, dialect }) };
}

function readText(
  head: Uint8Array,
  isAll: boolean,
  { encoding: chosen }: ImportChoices,
): Pick<Inspection, 'text' | 'problem'> {
  if (head.length === 0) return { text: null, problem: { kind: 'empty-file' } };
  const detected = detectEncoding(head, isAll, chosen);
  if ('problem' in detected) return { text: null, problem: detected.problem };
  const { encoding, markBytes } = detected;
  if (head.length === markBytes) return { text: null, problem: { kind: 'empty-file' } };
  const readable = toReadable(head.subarray(markBytes), encoding);
  const text = { encoding, markBytes, isAll, readable, decoder: decoderFor(encoding) };
  return { text, problem: problemOfText(text) };
}

/** @param dialect the known dialect; null = it is detected */
function findTable(
  text: TextHead,
  contract: Features,
  { choices, dialect: given }: { choices: ImportChoices; dialect: Dialect | null },
): Pick<Inspection, 'table' | 'problem'> {
  try {
    const { readable, decoder } = text;
    const dialect = given ?? detectDialect(readable, decoder, { countNames: nameCounter(contract), choices });
    if (dialect === null) return { table: null, problem: { kind: 'no-header' } };
    const header = namesOf(dialect.header);
    const table = { dialect, header, columns: matchColumns(header, contract, choices.uses) };
    return { table, problem: refusalOf(header, choices.uses) ?? problemOfTable(table) };
  } catch (error) {
    if (error instanceof CsvError) return { table: null, problem: error.problem };
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
  const hasLineEnd = readable.includes(LF) || readable.includes(CR);
  return isAll || hasLineEnd ? null : { kind: 'row-too-long', line: 1 };
}

function problemOfTable({ header, columns }: Table): FileProblem | null {
  const names = header.filter((name) => name !== '');
  if (header.length === 1) return { kind: 'not-csv', why: 'one-column' };
  if (names.length === 0 || (columns.id < 0 && isData(names))) return { kind: 'no-header' };
  if (columns.id < 0) return { kind: 'no-id-column', columns: names };
  if (columns.features.every((column) => column < 0)) return { kind: 'no-feature-columns', columns: names };
  return null;
}

/** Whether the header is in fact a client's row: half its cells or more are numbers, dates, or words for "no value". */
function isData(cells: string[]): boolean {
  const values = cells.filter((cell) => parseNumberText(cell) !== UNREADABLE || parseDate(cell) !== UNREADABLE);
  return values.length * 2 >= cells.length;
}
