import Alert from '@mui/material/Alert';
import type { ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { FileBox } from './FileBox.tsx';
import { ModelProblemAlert, type ModelRefusal } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';

type ListStepProps = {
  list: File | null;
  draft: ModelDraft | null;
  refusal: ModelRefusal | null;
  busy: boolean;
  onList: (list: File) => void;
};

/** Takes a list of the columns of the model's features, when the model's file does not name them reliably. */
export function ListStep({ list, draft, refusal, busy, onList }: ListStepProps) {
  const { t } = useWords();
  return (
    <Step name="list">
      {draft && !draft.areNamesCertain && (
        <Alert severity="warning" variant="outlined">
          {t('models.import.list.uncertain')}
        </Alert>
      )}
      {refusal && <ModelProblemAlert refusal={refusal} />}
      <FileBox
        title={t('models.import.list.drop')}
        hint={t('models.import.list.hint')}
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        file={list}
        busy={busy && list !== null}
        onFile={onList}
      />
    </Step>
  );
}
