import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { countClients } from '../../parts/countClients.ts';

/** `clients`: how many are stored, with forecasts of any model. */
export type Models = { listings: ModelListing[]; clients: number };

/** All models, and the number of stored clients. */
export function useModels(): [QueryState<Models>, () => void] {
  return useQuery(async (api): Promise<Models> => {
    const [listings, clients] = await Promise.all([api.models.list(), countClients(api)]);
    return { listings, clients };
  }, []);
}
