import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import type { ModelCheck } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { CHECK_TOLERANCE } from '../../../core/metrics/modelCheck.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';
import { CheckTable } from './CheckTable.tsx';
import { shareText } from './shareText.ts';

/** Whether the model says here what it says at home, and where not. */
export function CheckResult({ check }: { check: ModelCheck }) {
  const { t, language, format } = useWords();
  const { rows, skipped, worstRelative, meanRelative, worst, isWholeFile } = check;
  const same = worstRelative <= CHECK_TOLERANCE;
  const tolerance = shareText(CHECK_TOLERANCE, language);
  const relative = t('modelImport.check.relative');
  return (
    <Stack spacing={2} sx={{ mt: 1 }}>
      <Alert severity={same ? 'success' : 'warning'} variant="outlined">
        {same
          ? t('modelImport.check.equal', { tolerance })
          : t('modelImport.check.different', { tolerance, worst: shareText(worstRelative, language) })}{' '}
        {!same && t('modelImport.check.differentWhy')}
      </Alert>
      <StatGrid
        minWidth={150}
        figures={[
          {
            label: t('modelImport.check.rows'),
            value: format.integer(rows),
            note: !isWholeFile && t('modelImport.check.cut'),
          },
          { label: t('modelImport.check.skipped'), value: format.integer(skipped), attention: skipped > 0 },
          {
            label: t('modelImport.check.worst'),
            value: shareText(worstRelative, language),
            note: relative,
            attention: !same,
          },
          { label: t('modelImport.check.mean'), value: shareText(meanRelative, language), note: relative },
        ]}
      />
      {worst.length > 0 && <CheckTable worst={worst} />}
    </Stack>
  );
}
