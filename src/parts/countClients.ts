import { NO_FILTER } from '../core/clients/clientsFilter.ts';
import type { Questions } from '../data/questions.ts';

/** How many clients are stored, whichever model their forecasts are of. */
export async function countClients(api: Questions): Promise<number> {
  const { total } = await api.clients.list({ ...NO_FILTER, offset: 0, limit: 0 });
  return total;
}
