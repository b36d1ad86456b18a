import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import type { ImportChoices } from '../../../core/csv/choices.ts';
import type { Format } from '../../../core/format.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';
import type { FeatureTitles } from './columns/featureTitles.ts';

type PreviewSummaryProps = { preview: ImportPreview; choices: ImportChoices; titles: FeatureTitles };

/** A short summary of the recognised columns. */
export function PreviewSummary({ preview, choices, titles }: PreviewSummaryProps) {
  const { t, format } = useWords();
  const { columns, missingFeatures } = preview;
  const counted = (count: number) => ({ count, shown: format.integer(count) });
  const because = (reason: string) => columns.filter((column) => column.reason === reason).length;
  const found = columns.filter(({ use }) => use.kind === 'feature').length;
  const actual = columns.find(({ use }) => use.kind === 'actual-income');
  const chosen = Object.keys(choices.uses).length;
  const all = { found: format.integer(found), all: format.integer(found + missingFeatures.length) };
  const mended = mendedWords(preview.mended, format);
  return (
    <Panel title={t('imports.preview.summary.title')}>
      <Stack spacing={1}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Fact text={t('imports.preview.summary.features', all)} />
          {missingFeatures.length > 0 && (
            <Fact text={t('imports.preview.summary.missing', counted(missingFeatures.length))} attention />
          )}
          {because('unknown') > 0 && (
            <Fact text={t('imports.preview.summary.unknown', counted(because('unknown')))} attention />
          )}
          {because('duplicate') > 0 && (
            <Fact text={t('imports.preview.summary.duplicate', counted(because('duplicate')))} attention />
          )}
          {actual && <Fact text={t('imports.preview.summary.actual', { column: makeVisible(actual.name) })} />}
          {because('weight') > 0 && <Fact text={t('imports.preview.summary.weight')} />}
          {mended && <Fact text={t('imports.preview.summary.mended', mended)} />}
          {chosen > 0 && <Fact text={t('imports.preview.summary.chosen', counted(chosen))} />}
        </Stack>
        {missingFeatures.length > 0 && (
          <Typography variant="caption" color="textSecondary" component="div">
            {t('imports.preview.summary.missingNames')}{' '}
            <NameList names={missingFeatures.map((name) => titles.get(name)?.title ?? name)} />
          </Typography>
        )}
      </Stack>
    </Panel>
  );
}

/** The rows with a category spelled otherwise than in the model, and the commonest spelling. */
function mendedWords(mended: ImportPreview['mended'], { integer }: Format) {
  const [first] = mended.toSorted((one, other) => other.rows - one.rows);
  if (!first) return null;
  const rows = mended.reduce((sum, one) => sum + one.rows, 0);
  return { shown: integer(rows), value: makeVisible(first.value), category: makeVisible(first.category) };
}

function Fact({ text, attention = false }: { text: string; attention?: boolean }) {
  return (
    <Chip
      size="small"
      variant="outlined"
      label={text}
      sx={{
        maxWidth: '100%',
        height: 'auto',
        minHeight: 24,
        '& .MuiChip-label': { whiteSpace: 'normal', py: 0.25 },
        ...(attention && { color: 'warning.main', borderColor: 'warning.main' }),
      }}
    />
  );
}
