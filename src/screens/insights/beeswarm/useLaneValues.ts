import { useRef, useState } from 'react';
import type { Beeswarm, Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { at } from '../../../core/machine/at.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { codedValueText } from '../codedValueText.ts';

/** The loaded values of a swarm, by lane and client id. */
type LaneValues = { swarm: Beeswarm; lanes: ReadonlyMap<number, ReadonlyMap<string, number>> };

/**
 * A dot's value in words. Dots only have ranks, so a lane's values are loaded when its first dot is described; until
 * then the rank is shown.
 */
export function useLaneValues(swarm: Beeswarm, contract: Contract): (dot: number) => string {
  const { t, language, format } = useWords();
  const [loaded, setLoaded] = useState<LaneValues>({ swarm, lanes: new Map() });
  const asked = useRef({ swarm, lanes: new Set<number>() });
  const lanes = loaded.swarm === swarm ? loaded.lanes : null;

  const load = (lane: number, feature: number) => {
    if (asked.current.swarm !== swarm) asked.current = { swarm, lanes: new Set() };
    const { lanes: askedLanes } = asked.current;
    if (askedLanes.has(lane)) return;
    askedLanes.add(lane);
    ask((api) => api.insights.getDependence(feature, null)).then(
      (dependence) => {
        // Another swarm may be shown when the answer arrives.
        if (dependence && asked.current.swarm === swarm)
          setLoaded((last) => withLane(last, swarm, { lane, dependence }));
      },
      () => askedLanes.delete(lane),
    );
  };

  return (dot) => {
    const lane = Math.floor(dot / swarm.ids.length);
    const client = dot % swarm.ids.length;
    const { feature, ranks } = at(swarm.rows, lane);
    const rank = at(ranks, client);
    if (Number.isNaN(rank)) return t('frame.noData');
    load(lane, feature);
    const value = lanes?.get(lane)?.get(at(swarm.ids, client));
    if (value === undefined) return t('insights.swarm.rank', { percent: format.percent(Math.round(rank * 100) / 100) });
    return codedValueText(at(contract.features, feature), value, language);
  };
}

/** Adds the values of a lane, and drops the values of another swarm. */
function withLane(
  last: LaneValues,
  swarm: Beeswarm,
  { lane, dependence }: { lane: number; dependence: Dependence },
): LaneValues {
  const values = new Map(dependence.ids.map((id, client) => [id, at(dependence.values, client)]));
  const lanes = last.swarm === swarm ? last.lanes : [];
  return { swarm, lanes: new Map([...lanes, [lane, values]]) };
}
