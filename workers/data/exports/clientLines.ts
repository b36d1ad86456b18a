import { EXPORT_COLUMNS, type ExportColumn } from '../../../src/core/clients/exportColumns.ts';
import { toSafeCell, toShortDecimal } from '../../../src/core/csv/write/cells.ts';
import { topContributions } from '../../../src/core/explain/explanation.ts';
import { formatIn } from '../../../src/core/format.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { ClientRow } from '../clients/clients.api.ts';
import type { DataContext } from '../context.ts';
import { offerSettingsOf } from '../context.ts';
import { BYTE_ORDER_MARK } from '../files/csvOutput.ts';
import type { Piece } from '../scoring/explain/explainClients.ts';
import type { ClientsCsvOptions } from './exports.api.ts';

/** The lines of an export of clients. */
export type ClientLines = {
  header: string;
  /** One client, by its visible row. @param reasons the result of `reasonsOf` */
  lineOf(row: number, reasons: string): string;
  /**
   * The features that moved the forecast of one client of a piece most; empty when another model made the visible
   * forecast, or there is no explanation.
   */
  reasonsOf(piece: Piece, index: number): string;
};

/** Number of features named. */
const REASONS = 3;

/** What an export of clients works with. */
export type ExportContext = Pick<DataContext, 'database' | 'models' | 'workers' | 'clients' | 'offers'>;

export async function createClientLines(context: ExportContext, options: ClientsCsvOptions): Promise<ClientLines> {
  const { clients } = context;
  const { header, isSubmission, delimiter, decimal, hasMark, language } = options;
  const columns: readonly ExportColumn[] = isSubmission
    ? ['forecast']
    : EXPORT_COLUMNS.filter((column) => options.columns.includes(column));
  const offerSettings = offerSettingsOf(context.offers);
  const segmentNames = new Map(offerSettings.segments.map(({ id, name }) => [id, name[language]]));
  const importNames = new Map((await context.database.imports.toArray()).map(({ id, name }) => [id, name]));
  const offersOf = columns.includes('offers') ? offersByRow(context, language) : () => '';
  const features = await featureTitles(context, language);
  const format = formatIn(language);

  const importOf = (row: number) => at(clients.chunksOf(Int32Array.of(row)), 0).importId;
  const text = (cell: string) => toSafeCell(cell, delimiter);
  const amount = (rub: number | null | undefined) => {
    if (rub === null || rub === undefined) return '';
    return String(toShortDecimal(rub)).replace('.', decimal);
  };
  const cells: Record<ExportColumn, (client: ClientRow, row: number, reasons: string) => string[]> = {
    name: ({ name }) => [text(name ?? '')],
    forecast: ({ incomeRub }) => [amount(incomeRub)],
    interval: ({ interval }) => [amount(interval?.lowRub), amount(interval?.highRub)],
    segment: ({ segmentId }) => [text(entryOf(segmentNames, segmentId))],
    offers: (_, row) => [text(offersOf(row))],
    reasons: (_client, _row, reasons) => [text(reasons)],
    actual: ({ actualIncomeRub }) => [actualIncomeRub === null ? '' : String(actualIncomeRub).replace('.', decimal)],
    import: (_, row) => [text(entryOf(importNames, importOf(row)))],
  };
  function lineOf(row: number, reasons: string): string {
    const client = clients.row(row, offerSettings);
    const rest = columns.flatMap((column) => cells[column](client, row, reasons));
    return `${[text(client.id), ...rest].join(delimiter)}\r\n`;
  }
  // The interval takes two cells.
  const width = 1 + columns.length + (columns.includes('interval') ? 1 : 0);
  if (header.length !== width) throw new RangeError(`${header.length} titles for ${width} columns`);
  return {
    header: `${hasMark ? BYTE_ORDER_MARK : ''}${header.map(text).join(delimiter)}\r\n`,
    lineOf,
    reasonsOf({ rows, income, contributions, unexplained }, index) {
      const shownRub = at(clients.incomesOf(Int32Array.of(at(rows, index))), 0);
      if (shownRub !== income[index] || unexplained.some(({ row }) => row === index)) return '';
      const ofClient = contributions.subarray(index * features.length, (index + 1) * features.length);
      const { top } = topContributions(ofClient, REASONS);
      return top.map(({ feature, rub }) => `${at(features, feature)}: ${format.rubChange(rub)}`).join('; ');
    },
  };
}

/** The products that each client is eligible for, in their order, by name. */
function offersByRow(context: ExportContext, language: 'ru' | 'en'): (row: number) => string {
  const offerSettings = offerSettingsOf(context.offers);
  const active = offerSettings.products.filter(({ active }) => active);
  const offered = active.map(({ id }) => {
    const rows = context.clients.rowsOf({ productId: id }, offerSettings);
    const marks = new Uint8Array(rows.reduce((most, row) => Math.max(most, row), -1) + 1);
    for (const row of rows) marks[row] = 1;
    return marks;
  });
  return (row) => {
    const eligible = active.filter((_, product) => at(offered, product)[row] === 1);
    return eligible.map(({ name }) => name[language]).join(', ');
  };
}

async function featureTitles(context: ExportContext, language: 'ru' | 'en'): Promise<string[]> {
  const model = await context.models.active().catch(() => null);
  return model?.contract.features.map(({ title }) => title[language]) ?? [];
}

function entryOf<Key extends string | number, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`there is no ${key}`);
  return value;
}
