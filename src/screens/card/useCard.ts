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
      const [card, active, segments] = await Promise.all([
        api.card.get(id),
        api.models.get().catch(asFailure),
        api.offers.listSegments(),
      ]);
      const version = card?.valuesModel ?? null;
      const isActive = version === null || (!(active instanceof Error) && active.version === version);
      const model = isActive ? active : await api.models.get(version).catch(asFailure);
      return {
        card,
        model: model instanceof Error ? model : model.contract,
        active: active instanceof Error ? null : active,
        segments: sortSegments(segments),
      };
    },
    [id],
  );
}
