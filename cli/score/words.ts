import type { Contract } from '../../src/core/contract/contract.ts';
import { nameCounter } from '../../src/core/csv/detect/columnNames.ts';
import type { Doubt } from '../../src/core/csv/preview/tablePreview.ts';
import { encodingName, type FileProblem, type NotCsv, type RowProblem } from '../../src/core/csv/report.ts';
import { makeVisible } from '../../src/core/visibleText.ts';
import type { JsonProblem } from './json/problems.ts';

/** Names that are listed; further ones are only counted. */
const LISTED = 10;

/** Why a file cannot be read as clients. */
export function fileProblemText(problem: FileProblem): string {
  switch (problem.kind) {
    case 'empty-file':
      return 'The file is empty.';
    case 'no-header':
      return 'The file has no header line with the names of its columns.';
    case 'not-csv':
      return notCsvText(problem);
    case 'no-id-column':
      return `No column has the client's id: name it "id", or say which one it is with --id.${columnsFound(problem.columns)}`;
    case 'no-feature-columns':
      return `No column is a feature of the model.${columnsFound(problem.columns)}`;
    case 'encoding':
      return `Line ${problem.line} cannot be read as ${encodingName(problem.encoding)}.`;
    case 'unclosed-quote':
      return `A quote opened in line ${problem.line} is never closed.`;
    case 'row-too-long':
      return `Line ${problem.line} is longer than any row can be.`;
    case 'no-rows':
      return 'The file has a header, but no rows below it.';
    case 'no-clients':
      return `There is no client: all ${problem.rejected} rows were rejected.`;
    case 'ids-lost':
      return `The ids of ${quoted(problem.column)} have lost their digits: they are written like ${quoted(problem.value)}. In the spreadsheet give the column the format Text or Number without decimals, make sure that the ids are whole, and save it as CSV again.`;
    case 'number-signs':
      return `Line ${problem.line}, ${quoted(problem.column)}: ${quoted(problem.value)} contradicts the rows above it, where ${quoted(problem.readAs)} was the decimal sign. Say which sign is which: --decimal or --thousands.`;
    case 'never-a-feature':
      return `${quoted(problem.column)} is the answer or its weight and never a feature.`;
    case 'used-twice':
      return `Only one column can be used for the same thing: ${listText(problem.columns)}`;
    case 'gzip-damaged':
      return 'The compressed file is damaged or cut off, or something stands behind it.';
    case 'gzip-too-large':
      return 'The compressed file unpacks to more than any real table.';
    case 'too-many-bad-rows':
      return `Too many rows cannot be taken: ${problem.rejected} of ${problem.read}.`;
  }
}

const DELIMITERS = 'semicolon, comma, tab or vertical bar';

function notCsvText(file: NotCsv): string {
  switch (file.why) {
    case 'archive':
      return `The file is an archive (${file.name}): unpack it.`;
    case 'data-file':
    case 'document':
    case 'picture':
      return `The file is no CSV but ${file.name}: export the table as CSV.`;
    case 'delimiter':
      return `The columns are separated by ${quoted(file.sign)}: export the table with ${DELIMITERS}.`;
    default:
      return NOT_CSV[file.why];
  }
}

const NOT_CSV = {
  binary: 'The file is no text: it looks like a spreadsheet, an archive or a picture.',
  spreadsheet: 'The file is no text but a spreadsheet: save it as CSV.',
  zip: 'The file is no text but a zip archive, perhaps a spreadsheet: unpack it, or save it as CSV.',
  gzip: 'The file is a compressed file inside a compressed file: unpack it once (gunzip).',
  html: 'The file is a web page, no CSV: save its table as CSV.',
  'spreadsheet-xml': 'The file is a spreadsheet saved as XML: save it as CSV.',
  xml: 'The file is XML, no CSV: export the table as CSV.',
  json: 'The file is JSON, no CSV: score its clients with --json.',
  'json-lines': 'The file is JSON, one client a line, no CSV: score its clients with --json.',
  mail: 'The file is a saved e-mail or web archive: save the attached table as CSV.',
  'one-column': `The header has one column only: no ${DELIMITERS} was found.`,
  'quoted-lines': 'Every line of the file is in quotes as a whole: remove them, or export the table again.',
  spaces: `The columns are separated by spaces: export the table with ${DELIMITERS}.`,
};

/** Describes a row or a cell that was not used as given, or only with doubt. */
export function problemText(problem: RowProblem | JsonProblem): string {
  return `line ${problem.line}: ${reasonText(problem)}`;
}

function reasonText(problem: RowProblem | JsonProblem): string {
  switch (problem.kind) {
    case 'ragged':
      return `${problem.fields} fields, the header has ${problem.expected}`;
    case 'no-id':
      return 'no id';
    case 'id-too-long':
      return 'the id is too long';
    case 'total-row':
      return problem.value === ''
        ? 'a row of totals, no client'
        : `a row of totals, no client: ${quoted(problem.value)}`;
    case 'above-header':
      return 'the row stands above the header';
    case 'bad-id':
      return `${BAD_ID[problem.why]}: ${quoted(problem.value)}`;
    case 'stray-quote':
      return 'a quote that encloses no cell was read as a letter';
    case 'bad-bytes':
      return `${quoted(problem.column)} has bytes of another encoding: ${quoted(problem.value)}`;
    case 'doubtful-number':
      return `${quoted(problem.column)}: ${quoted(problem.value)} was read as ${problem.read}, not as ${Math.round(problem.read * 1000)}`;
    case 'duplicate-id':
      return `the id ${quoted(problem.clientId)} stands twice`;
    case 'unreadable':
      return `${quoted(problem.column)} cannot be read: ${quoted(problem.value)}`;
    case 'unseen-category':
      return `${quoted(problem.column)}: the model does not know the category ${quoted(problem.value)}`;
    case 'repeated-key':
    case 'not-a-number':
      return quoted(problem.column);
  }
}

const BAD_ID = {
  scientific: 'the id is in scientific notation, its digits are lost',
  bytes: 'the id has bytes of another encoding',
  'not-like-the-others': 'the id is unlike the others',
};

const ID_DOUBT = {
  'row-numbers': 'since the other column only numbers the rows',
  several: 'yet it is not the only one',
  repeated: 'yet it repeats itself',
};

function idDoubtText(
  { column, candidates, why }: Extract<Doubt, { kind: 'id' }>,
  nameOf: (column: number) => string,
): string {
  const others = candidates.length > 0 ? `; --id says which it is: ${candidates.map(nameOf).join(', ')}` : '';
  return `${nameOf(column)} was taken for the id, ${ID_DOUBT[why]}${others}`;
}

/**
 * A question about the whole input, with the option that answers it; null for one that the lines of its cells tell.
 * @param header names of the columns, which the doubt counts from 1
 */
export function doubtText(doubt: Doubt, header: readonly string[]): string | null {
  const nameOf = (column: number) => quoted(header[column - 1] ?? '');
  switch (doubt.kind) {
    case 'id':
      return idDoubtText(doubt, nameOf);
    case 'category':
      return `${nameOf(doubt.column)}: ${quoted(doubt.text)} is no category of the model; perhaps it means ${listText(doubt.candidates)}: --category says it`;
    case 'encoding':
      return `The letters may be wrong; --encoding says which they are: ${doubt.candidates.join(', ')}`;
    default:
      return null;
  }
}

/** One note per non-empty list: its text and the names. */
export function namesNotes(lists: readonly (readonly [text: string, names: readonly string[]])[]): string[] {
  return lists.flatMap(([text, names]) => (names.length > 0 ? [`${text}: ${listText(names)}`] : []));
}

function columnsFound(names: readonly string[]): string {
  return names.length > 0 ? ` Columns found: ${listText(names)}` : '';
}

/** Names of columns, or only their number when none of them means anything: then they may be a client's data. */
export function foundText(names: readonly string[], contract: Contract): string {
  return nameCounter(contract)(names) > 0 ? listText(names) : String(names.length);
}

/** The first names of a list, and the number of further ones. */
export function listText(names: readonly string[]): string {
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `${names.slice(0, LISTED).map(quoted).join(', ')}${more}`;
}

/** Quotes foreign text; invisible characters and those that could command a terminal become escape codes. */
export function quoted(text: string): string {
  return makeVisible(JSON.stringify(text));
}
