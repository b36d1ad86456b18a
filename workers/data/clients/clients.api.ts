import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import type { IncomeInterval } from '../../../src/core/explain/explanation.ts';

export type ClientsApi = {
  /** One page of the list. */
  list(query: ClientsQuery): Promise<ClientsPage>;
  /** The client's position in the filtered list, from 0; −1 when the filter excludes the client. */
  findPosition(clientId: string, filter: ClientsFilter): Promise<number>;
};

export type ClientsQuery = ClientsFilter & { offset: number; limit: number };

export type ClientRow = {
  id: string;
  name: string | null;
  incomeRub: number;
  /** Null when the model that made the forecast has no intervals. */
  interval: IncomeInterval | null;
  segmentId: string;
  /** Actual income in the file; null when the file has none. */
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
   * Share of the clients whose eligibility for the filter's product is known, 0…1; 1 without such a filter. It is below
   * 1 while changed rules are being applied: the page then lacks the clients still unknown, and `watch` reports
   * progress.
   */
  productsKnown: number;
};
