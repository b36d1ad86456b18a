import { useEffect } from 'react';
import type { ModelListing } from '../../../workers/data/models/models.api.ts';
import { listen } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { EVERYONE } from '../clients/clientsQuery.ts';

/** `clients`: how many are stored, whichever model their forecasts are of. */
export type Models = { listings: ModelListing[]; clients: number };

/** All models, and how many clients there are to forecast. */
export function useModels(): [QueryState<Models>, () => void] {
  const answer = useQuery(
    async (api): Promise<Models> => {
      const everyone = api.clients.list({ ...EVERYONE, offset: 0, limit: 0 });
      const [listings, { total }] = await Promise.all([api.models.list(), everyone]);
      return { listings, clients: total };
    },
    [],
    ['models', 'clients'],
  );
  const [, reload] = answer;
  useEffect(
    () => listen((event) => event.kind === 'rescoring' && event.rescoring.state !== 'running' && reload()),
    [reload],
  );
  return answer;
}
