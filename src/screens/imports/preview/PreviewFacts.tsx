import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { type ImportChoices, MOST_PREAMBLE_RECORDS } from '../../../core/csv/choices.ts';
import { encodingName } from '../../../core/csv/report.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { GuessedSelect } from './GuessedSelect.tsx';
import { chooseCut } from './previewChoices.ts';
import { RowLimit } from './RowLimit.tsx';
import type { PreviewQuestion } from './usePreview.ts';

type PreviewFactsProps = { preview: ImportPreview; choices: ImportChoices; choose: PreviewQuestion['choose'] };

const ENCODINGS = ['utf-8', 'windows-1251', 'ibm866', 'koi8-r', 'utf-16le', 'utf-16be'] as const;
const DELIMITERS = [
  { sign: ';', name: 'semicolon' },
  { sign: ',', name: 'comma' },
  { sign: '\t', name: 'tab' },
  { sign: '|', name: 'bar' },
] as const;
const SIGNS = [
  { sign: 'auto', name: 'byColumn' },
  { sign: ',', name: 'comma' },
  { sign: '.', name: 'point' },
] as const;
const PREAMBLES = Array.from({ length: MOST_PREAMBLE_RECORDS + 1 }, (_, records) => records);

/** How the file is split into a table, and when its import should fail. */
export function PreviewFacts({ preview, choices, choose }: PreviewFactsProps) {
  const { t, format } = useWords();
  const { encoding, delimiter, preambleRecords, sampleRows, isWhole, rejectedRows } = preview;
  const counted = { count: sampleRows, shown: format.integer(sampleRows) };
  return (
    <Panel title={t('imports.preview.title')}>
      <Stack spacing={1.5} sx={{ pt: 1 }}>
        {encoding !== null && (
          <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', rowGap: 2 }}>
            <GuessedSelect
              label={t('imports.preview.encoding')}
              value={choices.encoding ?? encoding}
              isGuess={choices.encoding === null}
              options={ENCODINGS.map((value) => ({ value, text: encodingName(value) }))}
              onChange={(value) => choose((now) => chooseCut(now, { encoding: value }))}
            />
            <GuessedSelect
              label={t('imports.preview.delimiter')}
              value={choices.delimiter ?? delimiter}
              isGuess={choices.delimiter === null}
              options={DELIMITERS.map(({ sign, name }) => ({ value: sign, text: t(`imports.report.schema.${name}`) }))}
              onChange={(value) => choose((now) => chooseCut(now, { delimiter: value }))}
            />
            <GuessedSelect
              label={t('imports.preview.preamble')}
              value={choices.preambleRecords ?? preambleRecords}
              isGuess={choices.preambleRecords === null}
              options={PREAMBLES.map((value) => ({ value, text: format.integer(value) }))}
              onChange={(value) => choose((now) => chooseCut(now, { preambleRecords: value }))}
            />
            <GuessedSelect
              label={t('imports.preview.decimal')}
              value={choices.decimal ?? 'auto'}
              isGuess={false}
              options={SIGNS.map(({ sign, name }) => ({ value: sign, text: t(`imports.preview.signs.${name}`) }))}
              onChange={(sign) => choose((now) => ({ ...now, decimal: sign === 'auto' ? null : sign }))}
            />
          </Stack>
        )}
        {encoding !== null && (
          <RowLimit limit={choices.badRowLimit} onLimit={(badRowLimit) => choose((now) => ({ ...now, badRowLimit }))} />
        )}
        {sampleRows > 0 && (
          <Typography variant="caption" color="textSecondary" role="status">
            {t(isWhole ? 'imports.preview.whole' : 'imports.preview.sample', counted)}.{' '}
            {rejectedRows > 0 &&
              t('imports.preview.rejected', { count: rejectedRows, shown: format.integer(rejectedRows) })}
          </Typography>
        )}
      </Stack>
    </Panel>
  );
}
