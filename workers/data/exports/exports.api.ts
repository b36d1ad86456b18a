import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import type { ExportColumn } from '../../../src/core/clients/exportColumns.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { InsightProblem, InsightScope } from '../scoring/explain.api.ts';

export type ExportsApi = {
  /**
   * Writes the clients that match a filter as a CSV file: to `handle` piece by piece, else returned as a Blob. Clients
   * are in the order of the filter; with reasons, more than 100,000 clients are in storage order. Null when cancelled;
   * `watch` follows it as a `Job`. Throws `Busy` while another job of this tab runs, `Outdated` when clients, model or
   * segments change meanwhile, and, when reasons are requested, `NoCovers` and the model's errors.
   */
  writeClients(
    filter: ClientsFilter,
    options: ClientsCsvOptions,
    handle: FileSystemFileHandle | null,
  ): Promise<Outcome<Blob | 'written', ClientsCsvProblem> | null>;
  /**
   * Writes the contributions of every client of a scope as a CSV file: id, forecast, base value, a column for each
   * feature. Null when cancelled; `watch` follows it as a `Job`. Throws as `insights.start`, `Outdated` when clients,
   * model or segments change meanwhile, and `Busy` while another `Job` of this tab runs.
   */
  writeContributions(scope: InsightScope): Promise<Outcome<Blob, InsightProblem> | null>;
};

/**
 * The id comes first, then the columns in the order of `EXPORT_COLUMNS`. A submission has only `id` and the forecast,
 * regardless of the columns.
 */
export type ClientsCsvOptions = {
  columns: ExportColumn[];
  isSubmission: boolean;
  /** The first line, cell by cell; the interval has two. */
  header: string[];
  delimiter: ';' | ',' | '\t';
  decimal: ',' | '.';
  /** Whether the file begins with a byte order mark, by which spreadsheets recognise UTF-8. */
  hasMark: boolean;
  /** Language of segments, products and reasons. */
  language: 'ru' | 'en';
};

/**
 * Why clients cannot be written now. `products-unknown`: changed rules are still being applied, so offers or a filter
 * by product would leave clients out; `watch` reports the end.
 */
export type ClientsCsvProblem = { kind: 'products-unknown' };
