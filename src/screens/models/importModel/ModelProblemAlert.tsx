import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type {
  ModelCheckProblem,
  ModelDraftProblem,
  ModelKeepProblem,
} from '../../../../workers/data/models/models.api.ts';
import type { Language } from '../../../core/format.ts';
import { useWords, type Words } from '../../../i18n/i18n.ts';
import { fileProblemWords } from '../../../parts/fileProblemWords.ts';
import { refusalOf } from '../../../parts/refusal.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { makeVisible } from '../../../ui/texts/Literal.tsx';

export type ModelProblem = ModelDraftProblem | ModelCheckProblem | ModelKeepProblem;

/** Why a model file, a check or a name was not taken, in words. */
export function ModelProblemAlert({ error }: { error: Error }) {
  const { t, language } = useWords();
  if (error.name === 'ModelCorrupt') return <CorruptAlert message={error.message} />;
  const problem = refusalOf<ModelProblem>(error);
  if (!problem) return <ErrorPanel error={error} />;
  return (
    <Alert severity="warning" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      <bdi>{makeVisible(problemText(problem, t, language))}</bdi>
    </Alert>
  );
}

/** What exactly was found in the file is said by whoever read it, for those who made the file. */
function CorruptAlert({ message }: { message: string }) {
  const { t } = useWords();
  return (
    <Alert severity="error" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      {t('modelBring.problem.corrupt')} {t('modelBring.problem.corruptTodo')}
      <Typography variant="caption" component="p" sx={{ mt: 0.5 }}>
        <bdi>{t('modelBring.problem.details', { message: makeVisible(message) })}</bdi>
      </Typography>
    </Alert>
  );
}

function problemText(problem: ModelProblem, t: Words, language: Language): string {
  switch (problem.kind) {
    case 'file': {
      const { what, todo } = fileProblemWords(problem.problem, t, language);
      return `${what} ${todo}`;
    }
    case 'features-unnamed':
      return t('modelBring.problem.features-unnamed', { count: problem.features });
    case 'no-column':
      return t('modelBring.problem.no-column', { column: problem.column });
    case 'no-draft':
    case 'list-unreadable':
    case 'bad-name':
      return t(`modelBring.problem.${problem.kind}`);
    default:
      return t(`modelBring.problem.${problem.kind}`, problem);
  }
}
