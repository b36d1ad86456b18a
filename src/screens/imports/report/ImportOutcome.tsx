import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { ImportFailure, ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { failureName } from '../../../core/failures.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { fileProblemWords } from '../../../parts/imports/fileProblemWords.ts';
import { NameList } from '../../../ui/texts/NameList.tsx';
import { ProblemsTable } from './ProblemsTable.tsx';

type FileFailure = Exclude<ImportFailure, { kind: 'machinery' }>;

/** Says why an import stored nothing: what happened, what was kept, what to do. */
export function ImportOutcome({ record }: { record: ImportRecord }) {
  const { t } = useWords();
  const { state, failure } = record;
  if (state === 'cancelled')
    return (
      <Alert severity="info" variant="outlined">
        {t('imports.report.outcome.cancelled')}
      </Alert>
    );
  if (state === 'interrupted') {
    return (
      <Alert severity="warning" variant="outlined">
        {t('imports.report.outcome.interrupted')}
      </Alert>
    );
  }
  if (failure && failure.kind !== 'machinery') return <FileOutcome failure={failure} />;
  return (
    <Alert severity="error" variant="outlined">
      <AlertTitle>{t('imports.report.outcome.machinery')}</AlertTitle>
      {t(`failures.${failureName(failure?.failure.name ?? 'Error')}`)} {t('imports.report.outcome.kept')}
    </Alert>
  );
}

function FileOutcome({ failure }: { failure: FileFailure }) {
  const { t, language } = useWords();
  const { what, todo } = fileProblemWords(failure, t, language);
  return (
    <Alert severity="error" variant="outlined">
      <AlertTitle>{t('imports.report.outcome.failed')}</AlertTitle>
      <Box sx={{ maxWidth: 640 }}>
        {what} {t('imports.report.outcome.kept')}
      </Box>
      <Box sx={{ fontWeight: 600, mt: 0.5 }}>{todo}</Box>
      {failure.kind === 'no-clients' && (
        <Box sx={{ mt: 1 }}>
          <ProblemsTable label={t('imports.report.problems.title')} problems={failure.rejections} />
        </Box>
      )}
      {'columns' in failure && failure.columns.length > 0 && (
        <Box sx={{ mt: 1 }}>
          {t('imports.problem.columns')} <NameList names={failure.columns} />
        </Box>
      )}
      {failure.kind === 'no-feature-columns' && (
        <MuiLink component={Link} to="/administration/features">
          {t('imports.problem.dictionary')}
        </MuiLink>
      )}
    </Alert>
  );
}
