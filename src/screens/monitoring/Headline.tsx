import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { type Stat, StatGrid } from '../../ui/panels/StatGrid.tsx';
import { NoData } from '../../ui/texts/NoData.tsx';

/** The main figures of a period. */
export function Headline({ figures }: { figures: Monitoring }) {
  const { t, format } = useWords();
  const { requests, simulations, uniqueClients, errors, latency, batchLatency } = figures;
  const none = <NoData />;
  const latencies: Stat[] = [
    { label: t('monitoring.p50'), value: latency ? format.duration(latency.p50Ms) : none },
    {
      label: t('monitoring.p95'),
      value: latency ? format.duration(latency.p95Ms) : none,
      ...(latency && { note: t('monitoring.singles', { count: latency.count, shown: format.integer(latency.count) }) }),
    },
    { label: t('monitoring.batchP50'), value: batchLatency ? format.duration(batchLatency.p50Ms) : none },
    {
      label: t('monitoring.batchP95'),
      value: batchLatency ? format.duration(batchLatency.p95Ms) : none,
      ...(batchLatency && {
        note: t('monitoring.batchRows', { count: batchLatency.rows, shown: format.integer(batchLatency.rows) }),
      }),
    },
  ];
  return (
    <StatGrid
      minWidth={130}
      figures={[
        { label: t('monitoring.requests'), value: format.integer(requests), note: t('monitoring.requestsNote') },
        {
          label: t('monitoring.simulations'),
          value: requests > 0 ? format.percent(simulations / requests) : none,
          note: t('monitoring.simulationsNote', { count: simulations, shown: format.integer(simulations) }),
        },
        { label: t('monitoring.clients'), value: format.integer(uniqueClients) },
        { label: t('monitoring.errors'), value: format.integer(errors), attention: errors > 0 },
        ...latencies,
      ]}
    />
  );
}
