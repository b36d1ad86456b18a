import type { Contract } from '../../contract/contract.ts';
import { CR, LF } from '../cells/bytes.ts';
import { unguarded } from '../cells/formula.ts';
import { type ImportChoices, NO_CHOICES } from '../choices.ts';
import { decoderFor, toReadable } from '../records/encodings.ts';
import { isRejectedHeader } from '../rejectedHeader.ts';
import { CsvError, type FileProblem } from '../report.ts';
import { nameCounter } from './columnNames.ts';
import { type Dialect, detectDialect } from './dialect.ts';
import { detectEncoding, isBinary } from './encoding.ts';
import { type IdDoubt, judgeId } from './idColumn.ts';
import { type Columns, matchColumns, refusalOf } from './matchColumns.ts';
import { otherTextOf } from './otherFiles.ts';
import { readSample, type TextHead } from './sample.ts';
import { problemOfCut, problemOfNames } from './tableProblems.ts';

/** Rows by which the id is judged. */
const ROWS_JUDGED = 200;
/** Enough to recognise a text that is no table. */
const FIRST_BYTES = 4_000;
/** Lines looked at for another delimiter. */
const FIRST_LINES = 50;
const FIRST_LINES_BYTES = 64 * 1024;
/** A shorter head counts as the whole file when the caller does not say. */
const SHORTEST_CUT_HEAD = 64 * 1024;

/** A table found in a head. */
export type Table = {
  dialect: Dialect;
  /** Trimmed. */
  header: string[];
  /** As chosen, else as guessed. */
  columns: Columns;
  /** As guessed, without any choice. */
  guesses: Columns;
  /** What is doubtful about the id. */
  doubts: IdDoubt[];
};

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
  const { encoding, markBytes, candidates } = detected;
  if (head.length === markBytes) return { text: null, problem: { kind: 'empty-file' } };
  const readable = toReadable(head.subarray(markBytes), encoding);
  const text = { encoding, markBytes, candidates, isAll, readable, decoder: decoderFor(encoding) };
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
    const countNames = nameCounter(contract);
    const dialect = given ?? detectDialect(readable, decoder, { countNames, choices });
    if (dialect === null) return { table: null, problem: { kind: 'no-header' } };
    const header = namesOf(dialect.header);
    const { rows } = readSample(text, dialect, ROWS_JUDGED);
    const { columns: guesses } = judgeId(match(dialect, header, contract), rows);
    const { columns, doubt } = judgeId(match(dialect, header, contract, choices.uses), rows);
    const table = { dialect, header, columns, guesses, doubts: doubt ? [doubt] : [] };
    const problem =
      problemOfCut({ ...dialect, rows, lines: firstLines(text) }, countNames) ?? refusalOf(header, choices.uses);
    return { table, problem: problem ?? problemOfNames(table, rows, countNames) };
  } catch (error) {
    if (error instanceof CsvError) return { table: null, problem: error.problem };
    throw error;
  }
}

/** Names of rows are the id when there is no other. */
function match(
  { hasRowNames }: Dialect,
  header: readonly string[],
  contract: Features,
  uses: ImportChoices['uses'] = {},
): Columns {
  const columns = matchColumns(header, contract, uses);
  const areIds = hasRowNames && columns.id < 0 && uses[0] === undefined;
  return areIds ? matchColumns(header, contract, { ...uses, 0: { kind: 'id' } }) : columns;
}

function firstLines({ readable, decoder }: TextHead): string[] {
  const lines = decoder.decode(readable.subarray(0, FIRST_LINES_BYTES)).split(/\r\n|\r|\n/, FIRST_LINES);
  return lines.filter((line) => line !== '');
}

function namesOf(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim().replace(/^"(?!.*")/, ''));
  return isRejectedHeader(names) ? names.map(unguarded) : names;
}

function problemOfText({ readable, decoder, isAll }: TextHead): FileProblem | null {
  if (isBinary(readable)) return { kind: 'not-csv', why: 'binary' };
  const other = otherTextOf(decoder.decode(readable.subarray(0, FIRST_BYTES)));
  if (other) return { kind: 'not-csv', ...other };
  const hasLineEnd = readable.includes(LF) || readable.includes(CR);
  return isAll || hasLineEnd ? null : { kind: 'row-too-long', line: 1 };
}
