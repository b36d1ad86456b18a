import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type {
  ModelCheckProblem,
  ModelDraftProblem,
  ModelSaveProblem,
} from '../../../../workers/data/modelImport/modelImport.api.ts';
import type { Format, Language } from '../../../core/format.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords, type Words } from '../../../i18n/i18n.ts';
import { fileProblemWords } from '../../../parts/imports/fileProblemWords.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';

export type ModelProblem = ModelDraftProblem | ModelCheckProblem | ModelSaveProblem;

/** The problem with the file, the check or the name, or an unexpected error. */
export type ModelRefusal = { problem: ModelProblem } | { error: Error };

/** Says why a model file, a check or a name was refused. */
export function ModelProblemAlert({ refusal, action }: { refusal: ModelRefusal; action?: ReactNode }) {
  const { t, language, format } = useWords();
  if ('error' in refusal) {
    const { error } = refusal;
    if (error.name !== 'ModelCorrupt') return <ErrorPanel error={error} />;
    const text = `${t('models.import.problem.corrupt')} ${t('models.import.problem.corruptTodo')}`;
    return <FileAlert text={text} message={error.message} />;
  }
  const { problem } = refusal;
  if (problem.kind === 'refused') {
    const { kind, name } = problem.refusal;
    const text = `${t(`models.import.unusable.${kind}`, { name })} ${t('models.import.problem.corrupt')}`;
    return <FileAlert text={text} message={problem.message} />;
  }
  return (
    <Alert severity="warning" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      <bdi>{makeVisible(problemText(problem, { t, language, format }))}</bdi>
      {action && <Box sx={{ mt: 0.5, ml: -0.5 }}>{action}</Box>}
    </Alert>
  );
}

/** The message of the file's parser is shown unchanged, for the authors of the file. */
function FileAlert({ text, message }: { text: string; message: string }) {
  const { t } = useWords();
  return (
    <Alert severity="error" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      <bdi>{makeVisible(text)}</bdi>
      <Typography variant="caption" component="p" sx={{ mt: 0.5 }}>
        <bdi>{t('models.import.problem.details', { message: makeVisible(message) })}</bdi>
      </Typography>
    </Alert>
  );
}

/** Names that are listed; further ones are only counted. */
const LISTED = 12;

type InLanguage = { t: Words; language: Language; format: Format };

function problemText(problem: Exclude<ModelProblem, { kind: 'refused' }>, { t, language, format }: InLanguage): string {
  switch (problem.kind) {
    case 'file': {
      const { what, todo } = fileProblemWords(problem.problem, t, language);
      return `${what} ${todo}`;
    }
    case 'features-unnamed':
      return t('models.import.problem.features-unnamed', { count: problem.features });
    case 'features-absent': {
      const { features, used } = problem;
      const names = [...features.slice(0, LISTED), ...(features.length > LISTED ? ['…'] : [])].join(', ');
      const counts = { count: features.length, shown: format.integer(features.length), used: format.integer(used) };
      return t('models.import.problem.features-absent', { ...counts, names });
    }
    case 'feature-empty':
    case 'feature-long':
    case 'feature-twice':
    case 'never-a-feature':
      return t(`models.import.problem.${problem.kind}.${problem.from}`, problem);
    case 'no-column':
      return t('models.import.problem.no-column', { column: problem.column });
    case 'no-draft':
    case 'list-unreadable':
    case 'bad-name':
      return t(`models.import.problem.${problem.kind}`);
    default:
      return t(`models.import.problem.${problem.kind}`, problem);
  }
}
