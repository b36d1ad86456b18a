import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { countClients } from '../../parts/countClients.ts';

/** `clients`: how many are stored, whichever model their forecasts are of. */
export type Models = { listings: ModelListing[]; clients: number };

/** All models, and how many clients there are to forecast. */
export function useModels(): [QueryState<Models>, () => void] {
  return useQuery(async (api): Promise<Models> => {
    const [listings, clients] = await Promise.all([api.models.list(), countClients(api)]);
    return { listings, clients };
  }, []);
}
