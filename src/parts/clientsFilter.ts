import type { ClientsFilter } from '../../workers/data/clients/clients.api.ts';
import type { Questions } from '../data/questions.ts';

/** Leaves every client, those with the highest forecast first. */
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

/** How many clients are stored, whichever model their forecasts are of. */
export async function countClients(api: Questions): Promise<number> {
  const { total } = await api.clients.list({ ...NO_FILTER, offset: 0, limit: 0 });
  return total;
}
