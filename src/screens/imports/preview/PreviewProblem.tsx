import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import type { FileProblem } from '../../../core/csv/report.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { fileProblemWords } from '../../../parts/imports/fileProblemWords.ts';
import { NameList } from '../../../ui/texts/NameList.tsx';
import { SignButtons } from '../SignButtons.tsx';
import type { PreviewQuestion } from './usePreview.ts';

type PreviewProblemProps = { problem: FileProblem; hasTable: boolean; choose: PreviewQuestion['choose'] };

/** Says why the file cannot be imported with the present choices, and what to do. */
export function PreviewProblem({ problem, hasTable, choose }: PreviewProblemProps) {
  const { t, language } = useWords();
  const { what, todo } = fileProblemWords(problem, t, language);
  return (
    <Alert severity={hasTable ? 'warning' : 'error'} variant="outlined" role="alert">
      <AlertTitle>{t(hasTable ? 'imports.preview.notAsChosen' : 'imports.preview.cannot')}</AlertTitle>
      <Box sx={{ maxWidth: 640 }}>{what}</Box>
      <Box sx={{ fontWeight: 600, mt: 0.5 }}>{todo}</Box>
      {problem.kind === 'number-signs' && (
        <SignButtons onSign={(decimal) => choose((now) => ({ ...now, decimal, decimals: {} }))} />
      )}
      {problem.kind === 'used-twice' && (
        <Box sx={{ mt: 1 }}>
          {t('imports.problem.columns')} <NameList names={problem.columns} />
        </Box>
      )}
    </Alert>
  );
}
