import { useEffect, useState } from 'react';
import type { InsightRun, Insights } from '../../../workers/data/insights/insights.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import { type Segment, sortSegments } from '../../core/offers/segments.ts';
import { listen } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { EVERYONE } from '../clients/clientsQuery.ts';

export type InsightData = {
  model: ModelCard;
  /** In order of income. */
  segments: Segment[];
  clients: number;
  run: InsightRun | null;
  insights: Insights | null;
};

/** The active model, whom it can be asked about, and what the last run over them found. */
export function useInsights(): [QueryState<InsightData>, () => void] {
  const answer = useQuery(
    async (api): Promise<InsightData> => {
      const everyone = api.clients.list({ ...EVERYONE, offset: 0, limit: 0 });
      const [model, segments, page, run, insights] = await Promise.all([
        api.models.get(),
        api.offers.listSegments(),
        everyone,
        api.insights.getCurrent(),
        api.insights.get(),
      ]);
      return { model, segments: sortSegments(segments), clients: page.total, run, insights };
    },
    [],
    ['models', 'clients', 'offers'],
  );
  const [, reload] = answer;
  useEffect(() => listen((event) => event.kind === 'insights' && event.run.state !== 'running' && reload()), [reload]);
  return answer;
}

/** The run as it goes: what was known at first, then what is received. */
export function useRun(known: InsightRun | null): InsightRun | null {
  const [received, setReceived] = useState<InsightRun | null>(null);
  useEffect(() => listen((event) => event.kind === 'insights' && setReceived(event.run)), []);
  return received ?? known;
}
