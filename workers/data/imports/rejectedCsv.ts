import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import type { ColumnReading, ImportPlan } from '../../../src/core/csv/importPlan.ts';
import type { RejectedRows } from '../../../src/core/csv/read/rejectedRows.ts';
import type { RowProblem } from '../../../src/core/csv/report.ts';
import {
  type RejectedTable,
  rejectedHeader,
  rejectedLines,
  rejectedShift,
} from '../../../src/core/csv/write/rejectedLines.ts';
import { isRejection, keptText, rejectionText } from '../../../src/core/csv/write/rejectionText.ts';
import type { Language } from '../../../src/core/format.ts';
import { BYTE_ORDER_MARK, createCsvBlob } from '../files/csvOutput.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload, type Payload } from '../storage/payload.ts';
import { readImportReport } from './importReport.ts';
import { keyOfHeader, rememberChoices } from './mappings.ts';
import { problemsCsv } from './problemsCsv.ts';

/** How the rows were read, stored beside their bytes: corrected rows are read the same way. */
type StoredRows = RejectedTable & Pick<ImportChoices, 'uses' | 'decimals'> & Partial<Pick<ImportChoices, 'categories'>>;

/** The rejected rows of an import as they are stored; null when there are none. */
export async function encodeRejected(
  rows: RejectedRows,
  { header, schema, columns }: ImportPlan,
  { uses, categories }: ImportChoices,
): Promise<Payload | null> {
  const { lines, stops, bytes } = rows;
  if (lines.length === 0) return null;
  const { delimiter, encoding } = schema;
  const decimals = provedSigns(columns);
  const facts: StoredRows = { header, delimiter, encoding, lines, stops, uses, decimals, categories };
  return encodePayload(facts, bytes);
}

function provedSigns(columns: readonly ColumnReading[]): ImportChoices['decimals'] {
  const signs: ImportChoices['decimals'] = {};
  columns.forEach((reading, column) => {
    if ('decimal' in reading && reading.decimal !== 'auto') signs[column] = reading.decimal;
  });
  return signs;
}

/**
 * The rejected rows of an import as a CSV file to correct and import again. The choices for its columns are remembered
 * with its header, since a few rows may not prove what the whole file did. An import of an earlier version of the app
 * kept no rows, so its problems are listed instead.
 */
export async function rejectedCsv(database: Database, importId: number, language: Language): Promise<Blob> {
  const [{ problems }, stored, record] = await Promise.all([
    readImportReport(database, importId),
    database.problems.get(importId),
    database.imports.get(importId),
  ]);
  if (!stored?.rows || !record) return problemsCsv(problems, 'rejected');
  const { facts: table, numbers } = await decodePayload<StoredRows>(stored.rows);
  const columns = rejectedHeader(table.header);
  await rememberChoices(database, await keyOfHeader(columns), { choices: choicesFor(table), columns, importId });
  const csv = createCsvBlob();
  csv.add(BYTE_ORDER_MARK);
  const reasons = reasonsOf(table, problems, { total: record.counts.rejected, language });
  for (const line of rejectedLines(table, new Uint8Array(numbers), (line) => reasons.get(line) ?? '')) csv.add(line);
  return csv.finish();
}

/** Reasons by line. The last row's reason also says how many rows were kept, unless all were. */
function reasonsOf(
  { lines }: RejectedTable,
  problems: readonly RowProblem[],
  { total, language }: { total: number; language: Language },
): Map<number, string> {
  const reasons = new Map(
    problems.filter(isRejection).map((problem) => [problem.line, rejectionText(problem, language)]),
  );
  const last = lines.at(-1);
  if (last !== undefined && lines.length < total) {
    const reason = reasons.get(last);
    const more = keptText(lines.length, total, language);
    reasons.set(last, reason === undefined ? more : `${reason} · ${more}`);
  }
  return reasons;
}

/** The file has extra columns before those of the imported one, and choices refer to column positions. */
function choicesFor({ header, uses, decimals, categories = {} }: StoredRows): ImportChoices {
  const shift = rejectedShift(header);
  return {
    ...NO_CHOICES,
    uses: shifted(uses, shift),
    decimals: shifted(decimals, shift),
    categories: shifted(categories, shift),
  };
}

function shifted<T>(byColumn: Record<number, T>, shift: number): Record<number, T> {
  return Object.fromEntries(Object.entries(byColumn).map(([column, value]) => [Number(column) + shift, value]));
}
