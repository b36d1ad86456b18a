import type { ClientCard } from '../../../workers/data/card/card.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import type { Contract } from '../../core/contract/contract.ts';
import { type Segment, sortSegments } from '../../core/offers/segments.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';

export type CardData = {
  card: ClientCard | null;
  /** The contract of the values and the explanation, or why there is none: stored data can be read without a model. */
  model: Contract | Error;
  /** The active model; null when it cannot be used. */
  active: ModelCard | null;
  /** In order of income. */
  segments: Segment[];
};

/** A client's card with the model of its forecast, which may differ from the active model. */
export function useCard(id: string): [QueryState<CardData>, () => void] {
  return useQuery(
    async (api): Promise<CardData> => {
      const asFailure = (failure: Error) => failure;
      const [card, known, segments] = await Promise.all([
        api.card.get(id),
        api.models.get().catch(asFailure),
        api.offers.listSegments(),
      ]);
      const wanted = card?.valuesModel ?? null;
      const isActive = wanted === null || (!(known instanceof Error) && known.version === wanted);
      const own = isActive ? known : await api.models.get(wanted).catch(asFailure);
      return {
        card,
        model: own instanceof Error ? own : own.contract,
        active: known instanceof Error ? null : known,
        segments: sortSegments(segments),
      };
    },
    [id],
  );
}
