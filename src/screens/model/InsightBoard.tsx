import Stack from '@mui/material/Stack';
import { startTransition, useEffect, useState } from 'react';
import type { Insights } from '../../../workers/insights.api.ts';
import type { ModelCard } from '../../../workers/models.api.ts';
import { BeeswarmPanel } from './BeeswarmPanel.tsx';
import { DependencePanel } from './DependencePanel.tsx';
import { ImportancePanel } from './ImportancePanel.tsx';
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

/** Counts up, a frame apart: large panels that appear at once would hold the page up. */
function useOneByOne(count: number): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown >= count) return;
    const timer = setTimeout(() => startTransition(() => setShown(shown + 1)), 30);
    return () => clearTimeout(timer);
  }, [shown, count]);
  return shown;
}
