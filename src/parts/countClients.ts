import { NO_FILTER } from '../core/clients/clientsFilter.ts';
import type { Questions } from '../data/questions.ts';

/** How many clients are stored, with forecasts of any model. */
export async function countClients(api: Questions): Promise<number> {
  const { total } = await api.clients.list({ ...NO_FILTER, offset: 0, limit: 0 });
  return total;
}
