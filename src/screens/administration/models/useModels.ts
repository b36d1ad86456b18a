import { useEffect } from 'react';
import type { ModelListing } from '../../../../workers/models.api.ts';
import { type Loaded, useData } from '../../../useData.ts';
import { listen } from '../../../workers.ts';
import { EVERYONE } from '../../clients/clientsQuery.ts';

/** `clients`: how many are stored, whichever model their forecasts are of. */
export type Models = { listings: ModelListing[]; clients: number };

/** All models, and how many clients there are to forecast. */
export function useModels(): [Loaded<Models>, () => void] {
  const answer = useData(
    async (api): Promise<Models> => {
      const everyone = api.clients({ ...EVERYONE, offset: 0, limit: 0 });
      const [listings, { total }] = await Promise.all([api.models(), everyone]);
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
