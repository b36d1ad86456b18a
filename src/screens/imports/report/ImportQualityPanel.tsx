import Typography from '@mui/material/Typography';
import type { ImportQuality, ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';

/**
 * The error of the forecasts against the actual incomes of the file: both definitions of the weighted error, and MAE.
 */
export function ImportQualityPanel({ record, quality }: { record: ImportRecord; quality: ImportQuality }) {
  const { t, format } = useWords();
  const { modelVersion, modelName, source } = record;
  const [model] = useQuery(
    (api) => (modelVersion === null ? Promise.resolve(null) : api.models.get(modelVersion).catch(() => null)),
    [modelVersion],
  );
  const isSynthetic = model.state === 'ready' && model.value?.contract.synthetic;
  const { rows, wmae, maeRub } = quality;
  return (
    <Panel title={t('imports.report.quality.title')}>
      <StatGrid
        minWidth={180}
        figures={[
          {
            label: t('models.card.normalised'),
            note: t('models.card.normalisedFormula'),
            // NaN when the total weight is zero.
            value: Number.isNaN(wmae.normalised) ? '—' : format.rub(wmae.normalised),
          },
          {
            label: t('models.card.official'),
            note: t('models.card.officialFormula'),
            value: format.rub(wmae.official),
          },
          { label: t('models.card.mae'), note: t('models.card.maeFormula'), value: format.rub(maeRub) },
        ]}
      />
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 1.5 }}>
        {t('imports.report.quality.of', {
          count: rows,
          shown: format.integer(rows),
          model: `${modelName ?? ''} ${modelVersion ?? ''}`.trim(),
        })}{' '}
        {t('imports.report.quality.kept')} {isSynthetic && t('imports.report.quality.model')}{' '}
        {source === 'demo' && t('imports.report.quality.demo')}
      </Typography>
    </Panel>
  );
}
