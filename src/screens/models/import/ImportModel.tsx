import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ModelDraftProblem } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
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

/** Problems that another feature list can solve. */
const OF_THE_LIST: readonly ModelDraftProblem['kind'][] = [
  'features-unnamed',
  'feature-count',
  'feature-twice',
  'never-a-feature',
  'list-unreadable',
];

/** Imports the user's own model step by step: its file, its features, a check on the user's rows, saving it. */
export function ImportModel({ clients, onDone }: { clients: number; onDone: (text: string) => void }) {
  const { t } = useWords();
  const [state, { chooseFile, chooseList, saveAs, clear }] = useDraft();
  const { file, list, reading, draft, saved, refusal, turn } = state;
  const listWanted = wantsList(state);
  return (
    <Panel
      title={t('models.import.title')}
      actions={file && <Button onClick={clear}>{t('models.import.another')}</Button>}
    >
      <Stack spacing={2.5}>
        <Typography color="textSecondary">{t('models.import.lead')}</Typography>
        <Step title={t('models.import.file.title')}>
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
            <Step title={t('models.import.draft.title')}>
              <DraftFacts draft={draft} />
            </Step>
            {!saved && <CheckStep key={`check-${turn}`} />}
            {saved ? (
              <ImportedStep listing={saved} clients={clients} onDone={onDone} />
            ) : (
              <ImportStep key={`save-${turn}`} draft={draft} onSave={saveAs} />
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}

/** A feature list is needed when the file does not name the features reliably; a given list can be replaced. */
function wantsList({ list, draft, refusal }: DraftState): boolean {
  if (list !== null) return true;
  if (draft !== null) return !draft.areNamesCertain;
  return refusal !== null && 'problem' in refusal && OF_THE_LIST.some((kind) => kind === refusal.problem.kind);
}
