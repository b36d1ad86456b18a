import type { InsightRun, Insights } from '../../../workers/data/insights/insights.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import { type Segment, sortSegments } from '../../core/offers/segments.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { countClients } from '../../parts/countClients.ts';

export type InsightData = {
  model: ModelCard;
  /** In order of income. */
  segments: Segment[];
  clients: number;
  run: InsightRun | null;
  insights: Insights | null;
};

/** The active model, the clients it can explain, and the results of the last run. */
export function useInsights(): [QueryState<InsightData>, () => void] {
  return useQuery(async (api): Promise<InsightData> => {
    const [model, segments, clients, run, insights] = await Promise.all([
      api.models.get(),
      api.offers.listSegments(),
      countClients(api),
      api.insights.getCurrent(),
      api.insights.get(),
    ]);
    return { model, segments: sortSegments(segments), clients, run, insights };
  }, []);
}
