import { useEffect, useState } from 'react';
import type { InsightRun, Insights } from '../../../workers/insights.api.ts';
import type { ModelCard } from '../../../workers/models.api.ts';
import { type Segment, sortSegments } from '../../core/segments.ts';
import { type Loaded, useData } from '../../useData.ts';
import { listen } from '../../workers.ts';
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
export function useInsights(): [Loaded<InsightData>, () => void] {
  const answer = useData(
    async (api): Promise<InsightData> => {
      const everyone = api.clients({ ...EVERYONE, offset: 0, limit: 0 });
      const [model, segments, page, run, insights] = await Promise.all([
        api.model(),
        api.segments(),
        everyone,
        api.insightRun(),
        api.insights(),
      ]);
      return { model, segments: sortSegments(segments), clients: page.total, run, insights };
    },
    [],
    ['models', 'clients', 'administration'],
  );
  const [, reload] = answer;
  useEffect(() => listen((event) => event.kind === 'insights' && event.run.state !== 'running' && reload()), [reload]);
  return answer;
}

/** The run as it goes: what was known at first, then what is heard. */
export function useRun(known: InsightRun | null): InsightRun | null {
  const [heard, setHeard] = useState<InsightRun | null>(null);
  useEffect(() => listen((event) => event.kind === 'insights' && setHeard(event.run)), []);
  return heard ?? known;
}
