import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Job } from '../../../workers/data/jobs/jobs.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import type { InsightProblem, InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import { failureName } from '../../core/failures.ts';
import type { Outcome } from '../../core/outcome.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { saveBlob } from '../../ui/files/saveBlob.ts';
import { scopeText } from './scopeText.ts';
import type { InsightData } from './useInsights.ts';

type ContributionsButtonProps = {
  scope: InsightScope;
  model: ModelCard;
  data: InsightData;
  job: Job | null;
  disabled: boolean;
};

/**
 * Writes the contributions of every client in scope to a file. The file is saved when it is complete, on any screen.
 */
export function ContributionsButton({ scope, model, data, job, disabled }: ContributionsButtonProps) {
  const { t, language, format } = useWords();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<InsightProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const take = (outcome: Outcome<Blob, InsightProblem> | null) => {
    if (outcome === null) return;
    if ('problem' in outcome) setProblem(outcome.problem);
    else saveBlob(outcome.value, `contributions-${model.name}-${model.version}.csv`);
  };
  const download = () => {
    setAsking(true);
    setProblem(null);
    setError(null);
    ask((api) => api.exports.writeContributions(scope))
      .then(take, setError)
      .finally(() => setAsking(false));
  };
  const own = job?.kind === 'contributions' ? job : null;
  const failure = asking ? null : (error ?? own?.failure ?? null);
  const isAlert = problem !== null || failure !== null;
  const scoped = scopeText(scope, { segments: data.segments, language, t, format });
  const words = () => {
    if (problem) return t('insights.scope.noOne', { scope: scoped });
    if (failure?.name === 'Outdated') return t('insights.csv.changed');
    if (failure) return t(`failures.${failureName(failure.name)}`);
    return own?.state === 'cancelled' ? t('insights.csv.cancelled') : scoped;
  };
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography role={isAlert ? 'alert' : 'status'} variant="caption" color={isAlert ? 'error' : 'textSecondary'}>
        {words()}
      </Typography>
      <Button variant="outlined" onClick={download} loading={asking || own?.state === 'running'} disabled={disabled}>
        {t('insights.csv.button')}
      </Button>
    </Stack>
  );
}
