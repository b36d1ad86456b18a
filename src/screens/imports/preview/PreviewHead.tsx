import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { OPEN_QUESTION } from './questions/Questions.tsx';

type PreviewHeadProps = {
  file: File;
  /** Null until the first answer. */
  preview: ImportPreview | null;
  canReset: boolean;
  isBlocked: boolean;
  /** Questions to answer before the import. */
  openQuestions: number;
  onReset: () => void;
  onImport: () => void;
  onCancel: () => void;
};

/**
 * The file and its actions, always visible. The Import button has the focus, so one key accepts the guesses. While a
 * question is open, it leads to the question instead.
 */
export function PreviewHead({ file, preview, canReset, isBlocked, openQuestions, ...on }: PreviewHeadProps) {
  const { t, format } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const isReady = preview !== null && preview.problem === null && !isBlocked;
  const asks = preview?.problem === null && openQuestions > 0;
  const isAnswered = preview !== null;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isAnswered || !isFirst.current) return;
    isFirst.current = false;
    // Only at the first answer: later the user is working elsewhere on the screen.
    if (isReady) button.current?.focus({ preventScroll: true });
  }, [isAnswered, isReady]);
  const size = format.bytes(file.size);
  return (
    <Box
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 2,
        bgcolor: 'background.default',
        borderBottom: 1,
        borderColor: 'divider',
        py: 1,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
      }}
    >
      <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
        <Typography component="h2" variant="h1">
          <Literal text={file.name} wrap />
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {preview?.isCompressed ? t('imports.preview.compressed', { size }) : size} ·{' '}
          {t('imports.preview.nothingStored')}
        </Typography>
      </Box>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {canReset && <Button onClick={on.onReset}>{t('imports.preview.reset')}</Button>}
        <Button variant="outlined" size="medium" onClick={on.onCancel}>
          {t('imports.preview.cancel')}
        </Button>
        <Button
          ref={button}
          variant="contained"
          size="medium"
          disabled={!isReady}
          onClick={asks ? goToOpenQuestion : on.onImport}
        >
          {asks
            ? t('imports.preview.answerFirst', { count: openQuestions, shown: format.integer(openQuestions) })
            : t('imports.preview.import')}
        </Button>
      </Stack>
    </Box>
  );
}

function goToOpenQuestion() {
  const answer = document.querySelector<HTMLElement>(`[${OPEN_QUESTION}]`);
  answer?.scrollIntoView({ block: 'center' });
  answer?.focus({ preventScroll: true });
}
