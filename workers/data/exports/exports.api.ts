import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import type { ExportColumn } from '../../../src/core/clients/exportColumns.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { InsightProblem, InsightScope } from '../scoring/explain.api.ts';

export type ExportsApi = {
  /**
   * The clients that a filter leaves as a CSV file: written to `handle` piece by piece, else answered as a Blob. In the
   * order of the filter; with reasons, more than 100,000 clients in the order in which they are stored. Null when it
   * was cancelled; `watch` follows it as a `Job`. Throws `Busy` while another one of this tab runs, `Outdated` when
   * clients, model or segments change meanwhile, and, when reasons are asked for, `NoCovers` and the model's errors.
   */
  writeClients(
    filter: ClientsFilter,
    options: ClientsCsvOptions,
    handle: FileSystemFileHandle | null,
  ): Promise<Outcome<Blob | 'written', ClientsCsvProblem> | null>;
  /**
   * The contributions of every client of a scope as a CSV file: id, forecast, base value, a column for each feature.
   * Null when it was cancelled; `watch` follows it as a `Job`. Throws as `insights.start`, `Outdated` when clients,
   * model or segments change meanwhile, and `Busy` while another `Job` of this tab runs.
   */
  writeContributions(scope: InsightScope): Promise<Outcome<Blob, InsightProblem> | null>;
};

/**
 * The id comes first, then the columns in the order of `EXPORT_COLUMNS`. A submission has `id` and the forecast alone,
 * whatever the columns.
 */
export type ClientsCsvOptions = {
  columns: ExportColumn[];
  isSubmission: boolean;
  /** The first line, cell by cell; the interval has two. */
  header: string[];
  delimiter: ';' | ',' | '\t';
  decimal: ',' | '.';
  /** A byte order mark, by which spreadsheets know UTF-8. */
  hasMark: boolean;
  /** Of segments, products and reasons. */
  language: 'ru' | 'en';
};

/**
 * Why clients cannot be written now. `products-unknown`: rules that have just changed are still being applied, so
 * offers or a filter by product would leave clients out; `watch` tells when that is over.
 */
export type ClientsCsvProblem = { kind: 'products-unknown' };
