import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { DraftChoices, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { CheckResult } from './CheckResult.tsx';
import { FileBox } from './FileBox.tsx';
import { ModelProblemAlert, type ModelRefusal } from './ModelProblemAlert.tsx';
import { Step } from './Step.tsx';
import { useCheck } from './useCheck.ts';

type CheckStepProps = {
  draft: ModelDraft;
  onChoose: (choices: DraftChoices) => Promise<ModelDraft | ModelRefusal>;
};

const NOTHING_YET = { check: null, refusal: null };

/** Runs the opened model on the user's own rows and compares it with the user's own predictions. */
export function CheckStep({ draft, onChoose }: CheckStepProps) {
  const { t } = useWords();
  const [state, { chooseRows, chooseColumn, compare }] = useCheck(draft.features);
  const { rows, columns, column, busy } = state;
  const isCurrent = state.draft === null || state.draft === draft;
  const { check, refusal } = isCurrent ? state : NOTHING_YET;
  const isAbsent = refusal && 'problem' in refusal && refusal.problem.kind === 'features-absent';
  const apply = async (remedy: DraftChoices) => {
    const changed = await onChoose(remedy);
    if ('features' in changed) compare(changed, state.isPartial);
  };
  return (
    <Step name="check">
      <Typography color="textSecondary">{t('models.import.check.lead')}</Typography>
      <FileBox
        title={t('models.import.check.drop')}
        hint={t('models.import.check.hint')}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        file={rows}
        busy={busy && columns.length === 0}
        onFile={chooseRows}
      />
      {columns.length > 0 && (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', pt: 1 }}>
          <Autocomplete
            size="small"
            options={columns}
            value={column}
            disabled={busy}
            getOptionLabel={makeVisible}
            onChange={(_, chosen) => chooseColumn(chosen)}
            renderInput={(params) => <TextField {...params} label={t('models.import.check.column')} />}
            sx={{ flex: '0 1 320px', minWidth: 220 }}
          />
          <Button variant="contained" onClick={() => compare(draft)} disabled={column === null} loading={busy}>
            {t('models.import.check.run')}
          </Button>
        </Stack>
      )}
      <div role="status">
        {busy && columns.length > 0 && (
          <Typography variant="caption" color="textSecondary">
            {t('models.import.check.running')}
          </Typography>
        )}
        {check && <CheckResult check={check} draft={draft} onRemedy={apply} />}
      </div>
      {refusal && (
        <ModelProblemAlert
          refusal={refusal}
          action={isAbsent && <Button onClick={() => compare(draft, true)}>{t('models.import.check.goOn')}</Button>}
        />
      )}
    </Step>
  );
}
