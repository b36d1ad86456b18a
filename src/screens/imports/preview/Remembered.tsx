import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ImportPreview, RememberedChoices } from '../../../../workers/data/imports/imports.api.ts';
import { NO_CHOICES } from '../../../core/csv/choices.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { importTitle } from '../../../parts/imports/importTitle.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';
import type { FeatureTitles } from './columns/featureTitles.ts';
import { choiceTexts, columnName } from './previewWords.ts';
import type { PreviewQuestion } from './usePreview.ts';

type RememberedProps = { preview: ImportPreview; choose: PreviewQuestion['choose']; titles: FeatureTitles };

/** Says which choices are remembered for such files and since which import, and forgets them at a press. */
export function Remembered({ preview, choose, titles }: RememberedProps) {
  const words = useWords();
  const { t } = words;
  const [forgotten, setForgotten] = useState<RememberedChoices | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const remembered = forgotten ?? preview.remembered;
  if (!remembered) return null;
  const { headerKey, choices } = remembered;
  const nameOf = (column: number) => columnName(preview.columns[column]?.name ?? '', column, words);
  const forget = async () => {
    try {
      await ask((api) => api.imports.forgetChoices(headerKey));
      setForgotten(remembered);
      choose(() => NO_CHOICES);
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  const undo = () => {
    setForgotten(null);
    choose(() => choices);
  };
  return (
    <>
      <Alert
        severity="info"
        variant="outlined"
        sx={{ flexWrap: 'wrap', '& .MuiAlert-message': { flex: '1 1 240px', minWidth: 0 } }}
        action={
          <Button color="inherit" onClick={forgotten ? undo : () => void forget()}>
            {t(forgotten ? 'imports.preview.remembered.undo' : 'imports.preview.remembered.forget')}
          </Button>
        }
      >
        <Box role="status">
          {forgotten ? t('imports.preview.remembered.forgotten') : <Origin remembered={remembered} />}
        </Box>
        {!forgotten && <NameList names={choiceTexts(choices, nameOf, { titles, words })} />}
      </Alert>
      {error && <ErrorPanel error={error} />}
    </>
  );
}

function Origin({ remembered: { from, usedAt } }: { remembered: RememberedChoices }) {
  const { t, format } = useWords();
  const at = format.dateTime(usedAt);
  if (!from) return t('imports.preview.remembered.earlier', { at });
  return t('imports.preview.remembered.from', { file: importTitle(from, t), at });
}
