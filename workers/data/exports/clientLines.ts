import { EXPORT_COLUMNS, type ExportColumn } from '../../../src/core/clients/exportColumns.ts';
import { toSafeCell, toShortDecimal } from '../../../src/core/csv/write/cells.ts';
import { topContributions } from '../../../src/core/explain/explanation.ts';
import { formatIn } from '../../../src/core/format.ts';
import type { ClientRow } from '../clients/clients.api.ts';
import { type DataContext, offerSettingsOf } from '../context.ts';
import type { Piece } from '../scoring/explainClients.ts';
import type { ClientsCsvOptions } from './exports.api.ts';

/** The lines of an export of clients. */
export type ClientLines = {
  header: string;
  /** One client, by the row that is seen. @param reasons what `reasonsOf` said */
  lineOf(row: number, reasons: string): string;
  /** What moved the forecast of one client of a piece most; empty when it is not the forecast that is seen. */
  reasonsOf(piece: Piece, at: number): string;
};

/** So many are named. */
const REASONS = 3;
/** What makes spreadsheets take a file for UTF-8. */
const MARK = '\uFEFF';

export async function createClientLines(context: DataContext, options: ClientsCsvOptions): Promise<ClientLines> {
  const { clients } = context;
  const { header, isSubmission, delimiter, decimal, hasMark, language } = options;
  const columns: readonly ExportColumn[] = isSubmission
    ? ['forecast']
    : EXPORT_COLUMNS.filter((column) => options.columns.includes(column));
  const offerSettings = offerSettingsOf(context);
  const segmentNames = new Map(offerSettings.segments.map(({ id, name }) => [id, name[language]]));
  const importNames = new Map((await context.database.imports.toArray()).map(({ id, name }) => [id, name]));
  const offersOf = columns.includes('offers') ? offersByRow(context, language) : () => '';
  const features = await featureTitles(context, language);
  const format = formatIn(language);

  const text = (cell: string) => toSafeCell(cell, delimiter);
  const amount = (rub: number | null | undefined) => {
    if (rub === null || rub === undefined) return '';
    return String(toShortDecimal(rub)).replace('.', decimal);
  };
  const cells: Record<ExportColumn, (client: ClientRow, row: number, reasons: string) => string[]> = {
    name: ({ name }) => [text(name ?? '')],
    forecast: ({ incomeRub }) => [amount(incomeRub)],
    interval: ({ interval }) => [amount(interval?.lowRub), amount(interval?.highRub)],
    segment: ({ segmentId }) => [text(segmentNames.get(segmentId) ?? '')],
    offers: (_, row) => [text(offersOf(row))],
    reasons: (_client, _row, reasons) => [text(reasons)],
    actual: ({ actualIncomeRub }) => [actualIncomeRub === null ? '' : String(actualIncomeRub).replace('.', decimal)],
    import: (_, row) => [text(importNames.get(clients.chunksOf(Int32Array.of(row))[0]?.importId ?? 0) ?? '')],
  };
  function lineOf(row: number, reasons: string): string {
    const client = clients.row(row, offerSettings);
    const rest = columns.flatMap((column) => cells[column](client, row, reasons));
    return `${[text(client.id), ...rest].join(delimiter)}\r\n`;
  }
  // The interval has two cells.
  const width = 1 + columns.length + (columns.includes('interval') ? 1 : 0);
  if (header.length !== width) throw new RangeError(`${header.length} titles for ${width} columns`);
  return {
    header: `${hasMark ? MARK : ''}${header.map(text).join(delimiter)}\r\n`,
    lineOf,
    reasonsOf({ rows, income, contributions }, at) {
      const row = rows[at] ?? -1;
      if (clients.incomesOf(Int32Array.of(row))[0] !== income[at]) return '';
      const own = contributions.subarray(at * features.length, (at + 1) * features.length);
      const { top } = topContributions(own, REASONS);
      return top.map(({ feature, rub }) => `${features[feature]}: ${format.rubChange(rub)}`).join('; ');
    },
  };
}

/** The products that fit each client, in their order, by name. */
function offersByRow(context: DataContext, language: 'ru' | 'en'): (row: number) => string {
  const offerSettings = offerSettingsOf(context);
  const active = offerSettings.products.filter(({ active }) => active);
  const offered = active.map(({ id }) => {
    const rows = context.clients.rowsOf({ productId: id }, offerSettings);
    const marks = new Uint8Array(rows.reduce((most, row) => Math.max(most, row), -1) + 1);
    for (const row of rows) marks[row] = 1;
    return marks;
  });
  return (row) => {
    const names = active.filter((_, at) => offered[at]?.[row] === 1).map(({ name }) => name[language]);
    return names.join(', ');
  };
}

async function featureTitles(context: DataContext, language: 'ru' | 'en'): Promise<string[]> {
  const model = await context.models.active().catch(() => null);
  return model?.contract.features.map(({ title }) => title[language]) ?? [];
}
