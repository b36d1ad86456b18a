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
  /** Interval width divided by the forecast, from 0 up. Clients without an interval match neither bound. */
  minIntervalShare: number | null;
  maxIntervalShare: number | null;
  /** Only clients whose newest row is from this import. */
  importId: number | null;
  /** Only clients who are offered this product. */
  productId: string | null;
  /** Whether the actual income is known; null = all the same. */
  hasActualIncome: boolean | null;
  sort: ClientsSort;
  descending: boolean;
};

/** Matches every client, highest forecast first. */
export const NO_FILTER: ClientsFilter = {
  search: '',
  segmentIds: [],
  minIncomeRub: null,
  maxIncomeRub: null,
  minIntervalShare: null,
  maxIntervalShare: null,
  importId: null,
  productId: null,
  hasActualIncome: null,
  sort: 'income',
  descending: true,
};
