import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { memo, useState } from 'react';
import type { ImportPreview } from '../../../../workers/imports.api.ts';
import { type ImportChoices, NO_CHOICES } from '../../../core/csv/choices.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Answer } from '../../../ui/Answer.tsx';
import type { ChosenFile } from '../../../ui/chosenFile.ts';
import { ErrorPanel } from '../../../ui/states.tsx';
import { useFileChoice } from '../../../ui/useFileChoice.ts';
import { type DropRefusal, useFileDrop } from '../../../ui/useFileDrop.ts';
import { useOneByOne } from '../../../ui/useOneByOne.ts';
import { useData } from '../../../useData.ts';
import { ask } from '../../../workers.ts';
import { type FeatureTitles, featuresOf } from './featureTitles.ts';
import { PreviewColumns } from './PreviewColumns.tsx';
import { PreviewFacts } from './PreviewFacts.tsx';
import { PreviewHead } from './PreviewHead.tsx';
import { PreviewProblem } from './PreviewProblem.tsx';
import { PreviewRows } from './PreviewRows.tsx';
import { PreviewSample } from './PreviewSample.tsx';
import { PreviewSummary } from './PreviewSummary.tsx';
import { isChosen } from './previewChoices.ts';
import { type PreviewQuestion, usePreview } from './usePreview.ts';

type PreviewDeskProps = {
  chosen: ChosenFile;
  /** Another import is running. */
  running: boolean;
  onStarted: (importId: number) => void;
  onCancel: () => void;
};

/** How a file would be imported: what is guessed can be changed, and nothing is stored until somebody says so. */
export function PreviewDesk({ chosen, running, onStarted, onCancel }: PreviewDeskProps) {
  const { t, language } = useWords();
  const question = usePreview(chosen.file);
  const [model] = useData((api) => api.model(), [], ['models']);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [refusal, setRefusal] = useState<DropRefusal | null>(null);
  const onFile = useFileChoice();
  useFileDrop({ onFile, onRefuse: setRefusal, disabled: starting });
  const [loaded] = question.answer;
  const preview = loaded.state === 'ready' ? loaded.value : null;

  const start = async (choices: ImportChoices) => {
    setStarting(true);
    setError(null);
    try {
      const handle = await chosen.handle;
      onStarted(await ask((api) => api.importStart(chosen.file, choices, handle)));
    } catch (failure) {
      setError(failure as Error);
      setStarting(false);
    }
  };

  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      <PreviewHead
        file={chosen.file}
        preview={preview}
        canReset={question.choices !== null && isChosen(question.choices)}
        isBlocked={running || starting}
        onReset={() => question.choose(({ badRowLimit }) => ({ ...NO_CHOICES, badRowLimit }))}
        onImport={() => void start(question.choices ?? NO_CHOICES)}
        onCancel={onCancel}
      />
      {refusal && (
        <Alert severity="warning" variant="outlined" closeText={t('frame.close')} onClose={() => setRefusal(null)}>
          {t(`imports.refused.${refusal}`)}
        </Alert>
      )}
      {running && (
        <Alert severity="info" variant="outlined">
          {t('importPreview.busy')}
        </Alert>
      )}
      {error && <ErrorPanel error={error} />}
      <Answer of={question.answer} rows={12}>
        {(value) => (
          <Panels
            preview={value}
            choices={question.choices ?? NO_CHOICES}
            choose={question.choose}
            titles={featuresOf(model.state === 'ready' ? model.value.contract : null, language)}
          />
        )}
      </Answer>
    </Stack>
  );
}

type PanelsProps = {
  preview: ImportPreview;
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  titles: FeatureTitles;
};

const Panels = memo(function Panels({ preview, choices, choose, titles }: PanelsProps) {
  const stage = useOneByOne(6);
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      {preview.problem && <PreviewProblem problem={preview.problem} hasTable={preview.columns.length > 0} />}
      {stage > 0 && <PreviewFacts preview={preview} choices={choices} choose={choose} />}
      {stage > 1 && preview.columns.length > 0 && (
        <PreviewSummary preview={preview} choices={choices} titles={titles} />
      )}
      {stage > 2 && preview.columns.length > 0 && (
        <PreviewColumns preview={preview} choices={choices} choose={choose} titles={titles} hasLines={stage > 3} />
      )}
      {stage > 4 && <PreviewRows preview={preview} />}
      {stage > 5 && preview.problem === null && <PreviewSample preview={preview} />}
    </Stack>
  );
});
