import type { IncomeInterval } from '../../../src/core/explain/explanation.ts';

export type ClientsApi = {
  /** One page of the list. */
  list(query: ClientsQuery): Promise<ClientsPage>;
  /** Where a client stands in the list that a filter leaves, from 0; −1 when it leaves the client out. */
  findPosition(clientId: string, filter: ClientsFilter): Promise<number>;
};

/**
 * `interval`: by its width as a share of the forecast. `actual`: by the actual income. `import`: by the time of the
 * import.
 */
export type ClientsSort = 'id' | 'name' | 'income' | 'segment' | 'interval' | 'actual' | 'import';

export type ClientsFilter = {
  /** Matches the beginning of an id or any part of a name, regardless of case; empty = everyone. */
  search: string;
  segmentIds: string[];
  minIncomeRub: number | null;
  maxIncomeRub: number | null;
  /** Width of the interval as a share of the forecast, 0 and up; clients without an interval match neither bound. */
  minIntervalShare: number | null;
  maxIntervalShare: number | null;
  /** Clients whose newest row came with this import. */
  importId: number | null;
  /** Clients whom this product is offered. */
  productId: string | null;
  /** Whether the actual income is known; null = all the same. */
  hasActualIncome: boolean | null;
  sort: ClientsSort;
  descending: boolean;
};

export type ClientsQuery = ClientsFilter & { offset: number; limit: number };

export type ClientRow = {
  id: string;
  name: string | null;
  incomeRub: number;
  /** Null when the model that made the forecast has no intervals. */
  interval: IncomeInterval | null;
  segmentId: string;
  /** What the client really earns, as the file says; null when it does not. */
  actualIncomeRub: number | null;
};

export type ClientsPage = {
  rows: ClientRow[];
  /** Clients that match the search and the filters. */
  matched: number;
  /** All clients. */
  total: number;
  /** Clients by segment that match everything but the segment filter. */
  segmentCounts: Record<string, number>;
  /**
   * Share of the clients for whom it is known whether the product of the filter fits them, 0…1; without such a filter
   * 1. Below 1, while rules that have just changed are being applied, the page has only those; `watch` tells when it
   * goes on.
   */
  productsKnown: number;
};
