import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { memo, useState } from 'react';
import type { Doubt, ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { type ImportChoices, NO_CHOICES } from '../../../core/csv/choices.ts';

import { ask } from '../../../data/connection.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { type ChosenFile, rememberStarted } from '../../../parts/imports/chosenFile.ts';
import { useFileChoice } from '../../../parts/imports/useFileChoice.ts';
import { type DropRefusal, useFileDrop } from '../../../ui/files/useFileDrop.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { useOneByOne } from '../../../ui/useOneByOne.ts';
import { type FeatureTitles, featuresOf } from './columns/featureTitles.ts';
import { PreviewColumns } from './columns/PreviewColumns.tsx';
import { PreviewFacts } from './PreviewFacts.tsx';
import { PreviewHead } from './PreviewHead.tsx';
import { PreviewProblem } from './PreviewProblem.tsx';
import { PreviewRows } from './PreviewRows.tsx';
import { PreviewSample } from './PreviewSample.tsx';
import { PreviewSummary } from './PreviewSummary.tsx';
import { isChosen } from './previewChoices.ts';
import { openDoubts } from './questions/doubts.ts';
import { Questions } from './questions/Questions.tsx';
import { useQuestions } from './questions/useQuestions.ts';
import { Remembered } from './Remembered.tsx';
import { type PreviewQuestion, usePreview } from './usePreview.ts';

type ImportPreviewLayoutProps = {
  chosen: ChosenFile;
  /** Another import is running. */
  running: boolean;
  onStarted: (importId: number) => void;
  onCancel: () => void;
};

/** Shows how a file would be imported. The user can change the guesses; nothing is stored before the import starts. */
export function ImportPreviewLayout({ chosen, running, onStarted, onCancel }: ImportPreviewLayoutProps) {
  const { t, language } = useWords();
  const question = usePreview(chosen.file, chosen.choices ?? null);
  const [model] = useQuery((api) => api.models.get(), []);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [refusal, setRefusal] = useState<DropRefusal | null>(null);
  const onFile = useFileChoice();
  useFileDrop({ onFile, onRefuse: setRefusal, disabled: starting });
  const [loaded] = question.answer;
  const preview = loaded.state === 'ready' ? loaded.value : null;
  const doubts = useQuestions(preview);
  const choices = question.choices ?? NO_CHOICES;

  const start = async () => {
    setStarting(true);
    setError(null);
    try {
      const handle = await chosen.handle;
      const importId = await ask((api) => api.imports.start(chosen.file, choices, handle));
      rememberStarted(importId, chosen);
      onStarted(importId);
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
        openQuestions={openDoubts(doubts, choices).length}
        onReset={() => question.choose(({ badRowLimit }) => ({ ...NO_CHOICES, badRowLimit }))}
        onImport={() => void start()}
        onCancel={onCancel}
      />
      {refusal && (
        <Alert severity="warning" variant="outlined" closeText={t('frame.close')} onClose={() => setRefusal(null)}>
          {t(`imports.refused.${refusal}`)}
        </Alert>
      )}
      {running && (
        <Alert severity="info" variant="outlined">
          {t('imports.preview.busy')}
        </Alert>
      )}
      {error && <ErrorPanel error={error} />}
      <AsyncView of={question.answer} rows={12}>
        {(value) => (
          <Panels
            preview={value}
            doubts={doubts}
            choices={choices}
            choose={question.choose}
            titles={featuresOf(model.state === 'ready' ? model.value.contract : null, language)}
          />
        )}
      </AsyncView>
    </Stack>
  );
}

type PanelsProps = {
  preview: ImportPreview;
  doubts: Doubt[];
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  titles: FeatureTitles;
};

const Panels = memo(function Panels({ preview, doubts, choices, choose, titles }: PanelsProps) {
  const stage = useOneByOne(6);
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      <Remembered preview={preview} choose={choose} titles={titles} />
      {preview.problem && (
        <PreviewProblem problem={preview.problem} hasTable={preview.columns.length > 0} choose={choose} />
      )}
      {doubts.length > 0 && (
        <Questions doubts={doubts} preview={preview} choices={choices} choose={choose} titles={titles} />
      )}
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
