import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { InsightScope } from '../../../workers/insights.api.ts';
import type { ModelCard } from '../../../workers/models.api.ts';
import { failureName } from '../../core/failures.ts';
import { useWords } from '../../i18n/i18n.ts';
import { saveBlob } from '../../ui/saveBlob.ts';
import { ask } from '../../workers.ts';
import { scopeText } from './scopeText.ts';
import type { InsightData } from './useInsights.ts';

type ContributionsButtonProps = { scope: InsightScope; model: ModelCard; data: InsightData };

/** The contributions of every client of the scope as a file. */
export function ContributionsButton({ scope, model, data }: ContributionsButtonProps) {
  const { t, language, format } = useWords();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const download = () => {
    setRunning(true);
    setError(null);
    ask((api) => api.contributionsCsv(scope))
      .then((blob) => saveBlob(blob, `contributions-${model.name}-${model.version}.csv`), setError)
      .finally(() => setRunning(false));
  };
  const scoped = scopeText(scope, { segments: data.segments, language, t, format });
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography role={error ? 'alert' : 'status'} variant="caption" color={error ? 'error' : 'textSecondary'}>
        {error ? t(`failures.${failureName(error.name)}`) : running ? t('insights.csv.running') : scoped}
      </Typography>
      <Button variant="outlined" onClick={download} loading={running} disabled={data.run?.state === 'running'}>
        {t('insights.csv.button')}
      </Button>
    </Stack>
  );
}
