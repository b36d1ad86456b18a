import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './columns/ColumnsStep.tsx';
import { DraftFacts } from './DraftFacts.tsx';
import { FileBox } from './FileBox.tsx';
import { ImportedStep } from './ImportedStep.tsx';
import { ImportStep } from './ImportStep.tsx';
import { ListStep } from './ListStep.tsx';
import { type ModelProblem, ModelProblemAlert } from './ModelProblemAlert.tsx';
import { Step, StepOrder } from './Step.tsx';
import { type DraftState, useDraft } from './useDraft.ts';

/** Imports the user's own model step by step: its file, its features, a check on the user's rows, saving it. */
export function ImportModel({ clients, onDone }: { clients: number; onDone: (text: string) => void }) {
  const { t } = useWords();
  const [state, { chooseFile, chooseList, choose, saveAs, clear }] = useDraft();
  const { file, list, reading, draft, saved, refusal, turn } = state;
  const listWanted = wantsList(state);
  const order = [
    'file' as const,
    ...(listWanted ? ['list' as const] : []),
    ...(draft ? ['draft' as const] : []),
    ...(draft?.choices && !saved ? ['columns' as const] : []),
    ...(draft && !saved ? ['check' as const] : []),
    ...(draft ? ['save' as const] : []),
  ];
  return (
    <Panel
      title={t('models.import.title')}
      actions={file && <Button onClick={clear}>{t('models.import.another')}</Button>}
    >
      <StepOrder value={order}>
        <Stack spacing={2.5}>
          <Typography color="textSecondary">{t('models.import.lead')}</Typography>
          <Step name="file">
            <FileBox
              title={t('models.import.file.drop')}
              hint={t('models.import.file.hint')}
              accept=".json,.ubj,.txt,.onnx,.model"
              file={file}
              busy={reading}
              onFile={chooseFile}
            />
            {refusal && !listWanted && <ModelProblemAlert refusal={refusal} />}
          </Step>
          {file && listWanted && (
            <ListStep list={list} draft={draft} refusal={refusal} busy={reading} onList={chooseList} />
          )}
          {draft && (
            <>
              <Step name="draft">
                <DraftFacts draft={draft} onChoose={saved ? null : choose} />
              </Step>
              {draft.choices && !saved && (
                <ColumnsStep key={`columns-${turn}`} draft={draft} choices={draft.choices} onChoose={choose} />
              )}
              {!saved && <CheckStep key={`check-${turn}`} draft={draft} onChoose={choose} />}
              {saved ? (
                <ImportedStep listing={saved} clients={clients} onDone={onDone} />
              ) : (
                <ImportStep key={`save-${turn}`} draft={draft} onSave={saveAs} />
              )}
            </>
          )}
        </Stack>
      </StepOrder>
    </Panel>
  );
}

/** A feature list is needed when the file does not name the features usably; a given list can be replaced. */
function wantsList({ list, draft, refusal }: DraftState): boolean {
  if (list !== null) return true;
  if (draft !== null) return !draft.areNamesCertain;
  return refusal !== null && 'problem' in refusal && isOfTheList(refusal.problem);
}

/** Whether another feature list can solve the problem: that a model looks at the answer is in its trees. */
function isOfTheList(problem: ModelProblem): boolean {
  switch (problem.kind) {
    case 'features-unnamed':
    case 'feature-count':
    case 'feature-empty':
    case 'feature-long':
    case 'feature-twice':
    case 'list-unreadable':
      return true;
    case 'never-a-feature':
      return problem.from === 'list';
    default:
      return false;
  }
}
