import Typography from '@mui/material/Typography';
import type { ImportQuality, ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';

/** How the forecasts of a file compare with the actual incomes that it gives, by both definitions of the weighted error. */
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
    <Panel title={t('importRecord.quality.title')}>
      <StatGrid
        minWidth={180}
        figures={[
          {
            ...{ label: t('modelCard.normalised'), note: t('modelCard.normalisedFormula') },
            // Without any weight there is nothing to divide by.
            value: Number.isNaN(wmae.normalised) ? '—' : format.rub(wmae.normalised),
          },
          { label: t('modelCard.official'), note: t('modelCard.officialFormula'), value: format.rub(wmae.official) },
          { label: t('modelCard.mae'), note: t('modelCard.maeFormula'), value: format.rub(maeRub) },
        ]}
      />
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 1.5 }}>
        {t('importRecord.quality.of', {
          ...{ count: rows, shown: format.integer(rows), model: `${modelName ?? ''} ${modelVersion ?? ''}`.trim() },
        })}{' '}
        {t('importRecord.quality.kept')} {isSynthetic && t('importRecord.quality.model')}{' '}
        {source === 'demo' && t('importRecord.quality.demo')}
      </Typography>
    </Panel>
  );
}
