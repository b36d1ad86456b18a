import * as v from 'valibot';
import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import { EXPORT_COLUMNS, MAX_IN_LIST_ORDER } from '../../../src/core/clients/exportColumns.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { offerSettingsOf } from '../context.ts';
import { type CsvOutput, openCsvOutput } from '../files/csvOutput.ts';
import type { RowsRun } from '../jobs/rowsJobs.ts';
import { explainClients } from '../scoring/explain/explainClients.ts';
import { type InsightPlan, outdated, planRows, watchClients } from '../scoring/explain/explainScope.ts';
import { type ClientLines, createClientLines, type ExportContext } from './clientLines.ts';
import type { ClientsCsvOptions, ClientsCsvProblem } from './exports.api.ts';

const PORTION_ROWS = 5_000;

const Options = v.object({
  header: v.array(v.string()),
  columns: v.array(v.picklist(EXPORT_COLUMNS)),
  isSubmission: v.boolean(),
  delimiter: v.picklist([';', ',', '\t']),
  decimal: v.picklist([',', '.']),
  hasMark: v.boolean(),
  language: v.picklist(['ru', 'en']),
});

export type ClientsCsvOrder = {
  filter: ClientsFilter;
  options: ClientsCsvOptions;
  handle: FileSystemFileHandle | null;
};

/**
 * Checks the options, and whether the file can be written now.
 * @throws ValiError, RangeError for options that the page does not offer
 */
export function checkClientsCsv(
  context: ExportContext,
  { filter, options }: Pick<ClientsCsvOrder, 'filter' | 'options'>,
): Outcome<ClientsCsvOptions, ClientsCsvProblem> {
  const checked = v.parse(Options, options);
  if (checked.delimiter === checked.decimal) throw new RangeError('the decimal sign is the delimiter');
  const hasOffers = !checked.isSubmission && checked.columns.includes('offers');
  // A product with unknown eligibility would silently be left out.
  const mustKnowProducts = hasOffers || filter.productId !== null;
  if (mustKnowProducts && context.clients.productsKnown(offerSettingsOf(context.offers).products) < 1)
    return { problem: { kind: 'products-unknown' } };
  return { value: checked };
}

/**
 * Writes the clients that match a filter. Reasons explain the visible forecast: they stay empty where another model
 * made it.
 * @returns the file, or that it was written to the handle
 * @param order with the options from `checkClientsCsv`
 * @throws Outdated; NoCovers and the model's errors when reasons are requested; errors of the file
 */
export async function clientsCsv(
  context: ExportContext,
  { filter, options, handle }: ClientsCsvOrder,
  run: RowsRun,
): Promise<Blob | 'written'> {
  const rows = context.clients.rowsOf(filter, offerSettingsOf(context.offers));
  const isCurrent = watchClients(context);
  run.begin(rows.length);
  const lines = await createClientLines(context, options);
  const withReasons = !options.isSubmission && options.columns.includes('reasons');
  const plan = withReasons ? await planRows(context, rows.slice().sort()) : null;
  const output = await openCsvOutput(handle);
  try {
    await output.write(lines.header);
    const writing = { rows, lines, isCurrent, output, run };
    if (!plan) await writeRows(writing);
    else if (rows.length <= MAX_IN_LIST_ORDER) await writeInListOrder(context, writing, plan);
    else await writeAsExplained(context, writing, plan);
    run.signal.throwIfAborted();
    return (await output.finish()) ?? 'written';
  } catch (error) {
    await output.abandon().catch(() => {});
    throw error;
  }
}

type Plan = Omit<InsightPlan, 'scope'>;
type Writing = { rows: Int32Array; lines: ClientLines; isCurrent: () => boolean; output: CsvOutput; run: RowsRun };

async function writeRows(
  { rows, lines, isCurrent, output, run }: Writing,
  reasons?: ReadonlyMap<number, string>,
): Promise<void> {
  for (let first = 0; first < rows.length; first += PORTION_ROWS) {
    run.signal.throwIfAborted();
    if (!isCurrent()) throw outdated();
    const portion = rows.subarray(first, first + PORTION_ROWS);
    let text = '';
    for (const row of portion) text += lines.lineOf(row, reasons?.get(row) ?? '');
    await output.write(text);
    if (!reasons) run.onRows(portion.length);
  }
}

async function writeInListOrder(context: ExportContext, writing: Writing, plan: Plan): Promise<void> {
  const { lines, run } = writing;
  const reasons = new Map<number, string>();
  await explainClients(context, plan, {
    signal: run.signal,
    take(piece) {
      piece.rows.forEach((row, index) => void reasons.set(row, lines.reasonsOf(piece, index)));
      run.onRows(piece.rows.length);
    },
  });
  await writeRows(writing, reasons);
}

async function writeAsExplained(context: ExportContext, { lines, output, run }: Writing, plan: Plan): Promise<void> {
  await explainClients(context, plan, {
    signal: run.signal,
    async take(piece) {
      let text = '';
      piece.rows.forEach((row, index) => {
        text += lines.lineOf(row, lines.reasonsOf(piece, index));
      });
      await output.write(text);
      run.onRows(piece.rows.length);
    },
  });
}
