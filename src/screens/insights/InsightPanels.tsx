import Stack from '@mui/material/Stack';
import type { Insights } from '../../../workers/data/insights/insights.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import { useOneByOne } from '../../ui/useOneByOne.ts';
import { BeeswarmPanel } from './beeswarm/BeeswarmPanel.tsx';
import { DependencePanel } from './dependence/DependencePanel.tsx';
import { ImportancePanel } from './importance/ImportancePanel.tsx';
import { MethodPanel } from './MethodPanel.tsx';

/** What a finished run found, from the whole to the single feature. */
export function InsightBoard({ insights, model }: { insights: Insights; model: ModelCard }) {
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
