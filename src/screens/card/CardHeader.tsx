import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { ClientCard } from '../../../workers/data/card/card.api.ts';
import type { Contract } from '../../core/contract/contract.ts';
import type { Format } from '../../core/format.ts';
import { useWords } from '../../i18n/i18n.ts';
import { WordsAround } from '../../i18n/WordsAround.tsx';
import { importTitle } from '../../parts/imports/importTitle.ts';
import { CopyButton } from '../../ui/texts/CopyButton.tsx';
import { Literal } from '../../ui/texts/Literal.tsx';
import { dayOf } from './history/dayOf.ts';
import { summaryText } from './summaryText.ts';

export type Step = { previous: (() => void) | undefined; next: (() => void) | undefined };

/** The client's name and id, what the figures are based on, and the actions for the whole card. */
export function CardHeader({ card, contract, step }: { card: ClientCard; contract: Contract | null; step: Step }) {
  const { t, language } = useWords();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography component="h1" variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {t('card.client')} <Literal text={card.id} wrap />
          {card.name !== null && (
            <>
              {' · '}
              <Literal text={card.name} wrap />
            </>
          )}
        </Typography>
        <Typography variant="caption" component="p" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          <Origin card={card} />
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.5, mx: -0.625, '@media print': { display: 'none' } }}>
        <Button onClick={step.previous} disabled={!step.previous}>
          {t('card.previous')}
        </Button>
        <Button onClick={step.next} disabled={!step.next}>
          {t('card.next')}
        </Button>
        <CopyButton label={t('card.copy')} text={() => summaryText({ card, contract, language, t })} />
        <Button onClick={() => print()}>{t('card.print')}</Button>
      </Box>
    </Box>
  );
}

/** The date of the features, or the file's own text when it is not a date. */
function dateOf(asOf: string, format: Format): ReactNode {
  const day = dayOf(asOf);
  return day === null ? <Literal text={asOf} wrap /> : format.day(day);
}

function Origin({ card }: { card: ClientCard }) {
  const { t, format } = useWords();
  const [newest] = card.versions;
  const date = card.asOf === null ? null : dateOf(card.asOf, format);
  return (
    <>
      {date !== null && (
        <>
          <WordsAround text="card.asOf" slot="date">
            {date}
          </WordsAround>
          {' · '}
        </>
      )}
      <WordsAround text="card.file" slot="file">
        {newest && <Literal text={importTitle(newest.import, t)} wrap />}
      </WordsAround>
    </>
  );
}
