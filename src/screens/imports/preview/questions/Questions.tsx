import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { Doubt, ImportPreview } from '../../../../../workers/data/imports/imports.api.ts';
import type { ImportChoices } from '../../../../core/csv/choices.ts';

import { useWords } from '../../../../i18n/i18n.ts';
import { Panel } from '../../../../ui/panels/Panel.tsx';
import type { FeatureTitles } from '../columns/featureTitles.ts';
import type { PreviewQuestion } from '../usePreview.ts';
import { answer, answersOf, isGiven, isRequired, keyOfDoubt, openDoubts } from './doubts.ts';
import { type Asked, answerText, isGone, questionText } from './questionText.ts';

type QuestionsProps = {
  doubts: Doubt[];
  preview: ImportPreview;
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  titles: FeatureTitles;
};

/** `PreviewHead` moves the focus to the first open question. */
export const OPEN_QUESTION = 'data-open-question';
const FEW = 8;

/** Asks where the file leaves a doubt. A press answers, another one takes the answer back. */
export function Questions({ doubts, preview, choices, choose, titles }: QuestionsProps) {
  const words = useWords();
  const { t, format } = words;
  const [all, setAll] = useState(false);
  const open = openDoubts(doubts, choices);
  const shown = all ? doubts : doubts.slice(0, FEW);
  return (
    <Panel
      title={t('imports.preview.questions.title')}
      actions={
        <Typography variant="caption" role="status" sx={{ color: colorOf(open.length > 0) }}>
          {open.length > 0
            ? t('imports.preview.questions.open', { count: open.length, shown: format.integer(open.length) })
            : doubts.some(isRequired) && t('imports.preview.questions.noneOpen')}
        </Typography>
      }
    >
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, '& > li + li': { borderTop: 1, borderColor: 'divider' } }}
      >
        {shown.map((doubt) => (
          <Box component="li" key={keyOfDoubt(doubt)} sx={{ py: 1, '&:first-of-type': { pt: 0 } }}>
            <Question
              doubt={doubt}
              isOpen={open.includes(doubt)}
              choices={choices}
              choose={choose}
              asked={{ preview, titles, words }}
            />
          </Box>
        ))}
      </Box>
      {doubts.length > FEW && (
        <Button onClick={() => setAll(!all)}>
          {all ? t('names.fewer') : t('names.more', { total: format.integer(doubts.length) })}
        </Button>
      )}
    </Panel>
  );
}

type QuestionProps = {
  doubt: Doubt;
  isOpen: boolean;
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  asked: Asked;
};

function Question({ doubt, isOpen, choices, choose, asked }: QuestionProps) {
  const textId = useId();
  const { text, note } = questionText(doubt, asked);
  return (
    <Box
      role="group"
      aria-labelledby={textId}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', md: 'minmax(260px, 2fr) 3fr' } }}
    >
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box id={textId} sx={{ fontWeight: 600 }}>
          {text}
        </Box>
        <Typography variant="caption" component="div" sx={{ color: colorOf(isOpen) }}>
          {note}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
        {!isGone(doubt, asked.preview) &&
          answersOf(doubt).map((given, position) => {
            const { text: label, sample } = answerText(doubt, given, asked);
            return (
              <ToggleButton
                // biome-ignore lint/suspicious/noArrayIndexKey: the answers to a doubt are fixed
                key={position}
                value={position}
                selected={isGiven(doubt, given, choices)}
                onChange={() => choose((now) => answer(now, doubt, given))}
                sx={BUTTON}
                {...(isOpen && position === 0 && { [OPEN_QUESTION]: '' })}
              >
                <bdi>{label}</bdi>
                {sample && <small>{sample}</small>}
              </ToggleButton>
            );
          })}
      </Box>
    </Box>
  );
}

function colorOf(isOpen: boolean): string {
  return isOpen ? 'warning.main' : 'text.secondary';
}

const BUTTON = {
  display: 'block',
  minHeight: 36,
  maxWidth: '100%',
  px: 1.5,
  py: 0.5,
  textAlign: 'left',
  textTransform: 'none',
  fontSize: 14,
  lineHeight: 1.35,
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '& small': { display: 'block', fontSize: 12, fontWeight: 400, color: 'text.secondary' },
  '&.Mui-selected': { color: 'primary.main', borderColor: 'primary.main', bgcolor: 'action.selected' },
} as const;
