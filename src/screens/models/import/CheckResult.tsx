import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import type { DraftChoices, ModelCheck, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { CHECK_TOLERANCE } from '../../../core/metrics/modelCheck.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';
import { CheckCauses, UnreadableColumns } from './CheckCauses.tsx';
import { CheckTable } from './CheckTable.tsx';
import { shareText } from './shareText.ts';

type CheckResultProps = {
  check: ModelCheck;
  draft: ModelDraft;
  onRemedy: (remedy: DraftChoices) => Promise<void>;
};

/** Whether the model gives the same forecasts here as the user's own predictions, where not, and why. */
export function CheckResult({ check, draft, onRemedy }: CheckResultProps) {
  const { t, language, format } = useWords();
  const { rows, skipped, worstRelative, meanRelative, worst, isWholeFile, unreadable, causes, remedy } = check;
  const same = worstRelative <= CHECK_TOLERANCE;
  const tolerance = shareText(CHECK_TOLERANCE, language);
  const relative = t('models.import.check.relative');
  const explained = new Set(
    causes?.flatMap((cause) => (cause.kind === 'kinds' ? cause.changes.map(({ feature }) => feature) : [])),
  );
  return (
    <Stack spacing={2} sx={{ mt: 1 }}>
      <Alert severity={same ? 'success' : 'warning'} variant="outlined">
        {same
          ? t('models.import.check.equal', { tolerance })
          : t('models.import.check.different', { tolerance, worst: shareText(worstRelative, language) })}{' '}
        {!same && !causes && unreadable.length === 0 && t('models.import.check.differentWhy')}
      </Alert>
      {causes && <CheckCauses causes={causes} remedy={remedy} draft={draft} onRemedy={onRemedy} />}
      <UnreadableColumns columns={unreadable.filter(({ feature }) => !explained.has(feature))} />
      <StatGrid
        minWidth={150}
        figures={[
          {
            label: t('models.import.check.rows'),
            value: format.integer(rows),
            note: !isWholeFile && t('models.import.check.cut'),
          },
          { label: t('models.import.check.skipped'), value: format.integer(skipped), attention: skipped > 0 },
          {
            label: t('models.import.check.worst'),
            value: shareText(worstRelative, language),
            note: relative,
            attention: !same,
          },
          { label: t('models.import.check.mean'), value: shareText(meanRelative, language), note: relative },
        ]}
      />
      {worst.length > 0 && <CheckTable worst={worst} />}
    </Stack>
  );
}
