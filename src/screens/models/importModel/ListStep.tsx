import Alert from '@mui/material/Alert';
import type { ModelDraft } from '../../../../workers/data/models/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { FileBox } from './FileBox.tsx';
import { ModelProblemAlert } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';

type ListStepProps = {
  list: File | null;
  draft: ModelDraft | null;
  error: Error | null;
  busy: boolean;
  onList: (list: File) => void;
};

/** Which column each feature of the model is, where its file does not say. */
export function ListStep({ list, draft, error, busy, onList }: ListStepProps) {
  const { t } = useWords();
  return (
    <Step title={t('modelBring.list.title')}>
      {draft && !draft.areNamesCertain && (
        <Alert severity="warning" variant="outlined">
          {t('modelBring.list.uncertain')}
        </Alert>
      )}
      {error && <ModelProblemAlert error={error} />}
      <FileBox
        title={t('modelBring.list.drop')}
        hint={t('modelBring.list.hint')}
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        file={list}
        busy={busy && list !== null}
        onFile={onList}
      />
    </Step>
  );
}
