import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ModelDraftProblem } from '../../../../workers/data/models/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { refusalOf } from '../../../parts/refusal.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { CheckStep } from './CheckStep.tsx';
import { DraftFacts } from './DraftFacts.tsx';
import { FileBox } from './FileBox.tsx';
import { ImportedStep } from './ImportedStep.tsx';
import { ImportStep } from './ImportStep.tsx';
import { ListStep } from './ListStep.tsx';
import { ModelProblemAlert } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';
import { type DraftState, useDraft } from './useDraft.ts';

/** Problems that another list of features can mend. */
const OF_THE_LIST: readonly ModelDraftProblem['kind'][] = [
  'features-unnamed',
  'feature-count',
  'feature-twice',
  'never-a-feature',
  'list-unreadable',
];

/** A model of one's own, step by step: its file, its features, a check on one's own rows, keeping it. */
export function ImportModel({ clients, onDone }: { clients: number; onDone: (text: string) => void }) {
  const { t } = useWords();
  const [state, { chooseFile, chooseList, keepAs, clear }] = useDraft();
  const { file, list, reading, draft, kept, error, turn } = state;
  const listWanted = wantsList(state);
  return (
    <Panel title={t('modelBring.title')} actions={file && <Button onClick={clear}>{t('modelBring.another')}</Button>}>
      <Stack spacing={2.5}>
        <Typography color="textSecondary">{t('modelBring.lead')}</Typography>
        <Step title={t('modelBring.file.title')}>
          <FileBox
            title={t('modelBring.file.drop')}
            hint={t('modelBring.file.hint')}
            accept=".json,.ubj,.txt,.onnx,.model"
            file={file}
            busy={reading}
            onFile={chooseFile}
          />
          {error && !listWanted && <ModelProblemAlert error={error} />}
        </Step>
        {file && listWanted && <ListStep list={list} draft={draft} error={error} busy={reading} onList={chooseList} />}
        {draft && (
          <>
            <Step title={t('modelBring.draft.title')}>
              <DraftFacts draft={draft} />
            </Step>
            {!kept && <CheckStep key={`check-${turn}`} />}
            {kept ? (
              <ImportedStep listing={kept} clients={clients} onDone={onDone} />
            ) : (
              <ImportStep key={`keep-${turn}`} draft={draft} onKeep={keepAs} />
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}

/** Features that the file does not name are asked for; a list that was given can be changed. */
function wantsList({ list, draft, error }: DraftState): boolean {
  const problem = refusalOf<ModelDraftProblem>(error);
  return (
    list !== null || (draft !== null && !draft.areNamesCertain) || OF_THE_LIST.some((kind) => kind === problem?.kind)
  );
}
