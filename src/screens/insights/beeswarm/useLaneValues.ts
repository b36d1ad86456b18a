import { useCallback, useEffect, useRef, useState } from 'react';
import type { Beeswarm } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { codedValueText } from '../codedValueText.ts';

/**
 * What a dot's value is, in words. Dots come with ranks alone; the values of a lane are asked for when the first of its dots is
 * looked at, and until they are there the rank stands in.
 */
export function useLaneValues(swarm: Beeswarm, contract: Contract): (dot: number) => string {
  const { t, language, format } = useWords();
  const lanes = useRef(new Map<number, ReadonlyMap<string, number> | null>());
  const [, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other dots have other values
  useEffect(() => lanes.current.clear(), [swarm]);

  return useCallback(
    (dot) => {
      const lane = Math.floor(dot / swarm.ids.length);
      const at = dot % swarm.ids.length;
      const row = swarm.rows[lane];
      const feature = row && contract.features[row.feature];
      if (!row || !feature) return '';
      const rank = row.ranks[at] ?? Number.NaN;
      if (Number.isNaN(rank)) return t('frame.noData');
      const known = lanes.current;
      if (!known.has(lane)) {
        known.set(lane, null);
        ask((api) => api.insights.getDependence(row.feature, null)).then(
          (found) => {
            if (!found) return;
            known.set(lane, new Map(found.ids.map((id, index) => [id, found.values[index] ?? Number.NaN])));
            setTurn((turn) => turn + 1);
          },
          () => known.delete(lane),
        );
      }
      const value = known.get(lane)?.get(swarm.ids[at] ?? '');
      if (value === undefined)
        return t('insights.swarm.rank', { percent: format.percent(Math.round(rank * 100) / 100) });
      return codedValueText(feature, value, language);
    },
    [swarm, contract, t, language, format],
  );
}
