import type { ImportPlan } from '../importPlan.ts';
import type { PassedOver, Rejection } from '../report.ts';
import type { RecordLine } from './idReader.ts';
import { isDataRow } from './lineKinds.ts';

/** What a line above the rows is: the header, a title, or a row that nobody expects there. `place` counts from 0. */
export function lineAbove(
  { header, headerRecords, rows }: ImportPlan,
  place: number,
  { line, texts }: RecordLine,
): Rejection | PassedOver {
  if (place === headerRecords - 1) return { line, why: 'header' };
  if (place === 0 && rows.haveSeparatorLine) return { line, why: 'separator' };
  const cells = texts();
  const isRow = cells.length === header.length + rows.surplusCells && isDataRow(cells);
  return isRow ? { kind: 'above-header', line } : { line, why: 'title' };
}
