import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Insights } from '../../../workers/data/insights/insights.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import type { InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import { useJob, useNews } from '../../data/useNews.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { Screen } from '../../ui/panels/Screen.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { useOneByOne } from '../../ui/useOneByOne.ts';
import { BeeswarmPanel } from './beeswarm/BeeswarmPanel.tsx';
import { DependencePanel } from './dependence/DependencePanel.tsx';
import { ImportancePanel } from './importance/ImportancePanel.tsx';
import { MethodPanel } from './MethodPanel.tsx';
import { RunState } from './RunState.tsx';
import { ScopePanel } from './ScopePanel.tsx';
import { type InsightData, useInsights } from './useInsights.ts';

const FIRST_SCOPE: InsightScope = { segmentId: null, sample: 5_000 };

/** Which features drive the active model's forecasts over many clients. */
export function InsightsScreen() {
  const { t } = useWords();
  const answer = useInsights();
  return (
    <Screen title={t('insights.title')}>
      <AsyncView of={answer} rows={12}>
        {(data) =>
          data.clients === 0 ? (
            <EmptyPanel title={t('insights.empty.title')} text={t('insights.empty.text')}>
              <GoToClients />
            </EmptyPanel>
          ) : (
            <Asked data={data} stale={answer[0].state === 'ready' && answer[0].stale} />
          )
        }
      </AsyncView>
    </Screen>
  );
}

function Asked({ data, stale }: { data: InsightData; stale: boolean }) {
  const run = useNews('insights')?.run ?? data.run;
  const job = useJob();
  const [scope, setScope] = useState<InsightScope>(data.insights?.run.scope ?? FIRST_SCOPE);
  return (
    <Stack spacing={2}>
      <ScopePanel data={data} run={run} job={job} scope={scope} onScope={setScope} />
      <RunState data={data} run={run} job={job} stale={stale} />
      {data.insights && run?.state !== 'running' && <InsightPanels insights={data.insights} model={data.model} />}
    </Stack>
  );
}

/** Links to the list of clients, which offers a file and the demo clients. */
function GoToClients() {
  const { t } = useWords();
  return (
    <Button variant="contained" component={Link} to="/clients">
      {t('frame.notFound.action')}
    </Button>
  );
}

/** The results of a finished run, from all features to a single one. */
function InsightPanels({ insights, model }: { insights: Insights; model: ModelCard }) {
  const { contract } = model;
  const shown = useOneByOne(3);
  return (
    <Stack spacing={2}>
      <MethodPanel insights={insights} model={model} />
      {shown > 0 && <ImportancePanel insights={insights} contract={contract} />}
      {shown > 1 && <BeeswarmPanel insights={insights} contract={contract} />}
      {shown > 2 && <DependencePanel insights={insights} contract={contract} />}
    </Stack>
  );
}
