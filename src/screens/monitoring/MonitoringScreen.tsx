import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';
import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { FORECAST_SOURCES } from '../../parts/forecastSources.ts';
import { PeriodSelect } from '../../parts/PeriodSelect.tsx';
import { type Period, toRange, usePeriod } from '../../parts/period.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { Screen } from '../../ui/panels/Screen.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { CountsChart } from './CountsChart.tsx';
import { ErrorsPanel } from './ErrorsPanel.tsx';
import { Headline } from './Headline.tsx';
import { ImportsPanel } from './ImportsPanel.tsx';
import { SegmentsChart } from './SegmentsChart.tsx';
import { TimelineChart } from './TimelineChart.tsx';

/** Usage and health of the model in a chosen period. */
export function MonitoringScreen() {
  const { t } = useWords();
  const [period, setPeriod] = usePeriod('week');
  const answer = useMonitoring(period);
  return (
    <Screen title={t('monitoring.title')} actions={<PeriodSelect period={period} onChange={setPeriod} />}>
      <AsyncView of={answer} rows={12}>
        {({ figures, segments }) =>
          figures.requests === 0 && figures.imports.total === 0 ? (
            <Nothing period={period} onPeriod={setPeriod} />
          ) : (
            <MonitoringPanels figures={figures} segments={segments} />
          )
        }
      </AsyncView>
    </Screen>
  );
}

function MonitoringPanels({ figures, segments }: { figures: Monitoring; segments: readonly Segment[] }) {
  const { t } = useWords();
  const sources = FORECAST_SOURCES.map((source) => ({
    label: t(`log.source.${source}`),
    count: figures.bySource[source],
  })).filter(({ count }) => count > 0);
  const versions = Object.entries(figures.byModelVersion).map(([label, count]) => ({ label, count }));
  const half = { gridColumn: { xs: '1 / -1', lg: 'span 1' }, minWidth: 0, '& > section': { height: '100%' } };
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' } }}
    >
      <Box sx={{ gridColumn: '1 / -1', minWidth: 0 }}>
        <Panel title={t('monitoring.figures')}>
          <Headline figures={figures} />
        </Panel>
      </Box>
      <Box sx={{ gridColumn: '1 / -1', minWidth: 0 }}>
        <Panel title={t('monitoring.timeline')}>
          <TimelineChart timeline={figures.timeline} />
        </Panel>
      </Box>
      <Box sx={half}>
        <Panel title={t('monitoring.bySegment')}>
          <SegmentsChart counts={figures.bySegment} segments={segments} />
        </Panel>
      </Box>
      <Box sx={half}>
        <Panel title={t('monitoring.imports')}>
          <ImportsPanel imports={figures.imports} />
        </Panel>
      </Box>
      <Box sx={half}>
        <Panel title={t('monitoring.bySource')}>
          <CountsChart title={t('monitoring.bySource')} head={t('log.filter.source')} bars={sources} />
        </Panel>
      </Box>
      <Box sx={half}>
        <Panel title={t('monitoring.byModel')}>
          <CountsChart title={t('monitoring.byModel')} head={t('log.model')} bars={versions} />
        </Panel>
      </Box>
      {figures.errors > 0 && (
        <Box sx={{ gridColumn: '1 / -1', minWidth: 0 }}>
          <ErrorsPanel errors={figures.errorsByName} />
        </Box>
      )}
    </Box>
  );
}

function Nothing({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const { t } = useWords();
  if (period.name === 'all') {
    return (
      <EmptyPanel title={t('monitoring.empty.title')} text={t('monitoring.empty.text')}>
        <Button variant="contained" component={Link} to="/imports">
          {t('log.empty.action')}
        </Button>
      </EmptyPanel>
    );
  }
  return (
    <EmptyPanel title={t('monitoring.nothing.title')} text={t('monitoring.nothing.text')}>
      <Button variant="contained" onClick={() => onPeriod({ name: 'all', from: '', to: '' })}>
        {t('monitoring.nothing.action')}
      </Button>
      <Button variant="outlined" component={Link} to="/imports">
        {t('log.empty.action')}
      </Button>
    </EmptyPanel>
  );
}

const REFRESH_MS = 3_000;

type Answer = [QueryState<{ figures: Monitoring; segments: Segment[] }>, () => void];

/** The figures of a period. They follow the log, but at most every three seconds. */
function useMonitoring(period: Period): Answer {
  const { name, from, to } = period;
  return useQuery(
    async (api) => {
      const [figures, segments] = await Promise.all([
        api.monitoring.get(toRange(period, Date.now())),
        api.offers.listSegments(),
      ]);
      return { figures, segments };
    },
    [name, from, to],
    { pauseMs: REFRESH_MS },
  );
}
