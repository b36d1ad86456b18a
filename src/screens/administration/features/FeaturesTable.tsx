import Box from '@mui/material/Box';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Format } from '../../../core/format.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

export function FeaturesTable({ features }: { features: Feature[] }) {
  const { t, language, format } = useWords();
  return (
    <DenseTable label={t('administration.features.title')}>
      <thead>
        <tr>
          <th>{t('administration.features.name')}</th>
          <th>{t('administration.features.column')}</th>
          <th>{t('administration.features.group')}</th>
          <th>{t('administration.features.kind')}</th>
          <th>{t('administration.features.unit')}</th>
          <th className="figure">{t('administration.features.typical')}</th>
          <th className="figure">{t('administration.features.missing')}</th>
        </tr>
      </thead>
      <tbody>
        {features.map((feature) => (
          <tr key={feature.name}>
            <Box component="th" scope="row" sx={{ minWidth: 220 }}>
              {feature.title[language]}
            </Box>
            <Box component="td" sx={{ fontSize: 12, fontFamily: 'ui-monospace, monospace', minWidth: 160 }}>
              <Literal text={feature.name} wrap />
            </Box>
            <td className="quiet">{t(`administration.groups.${feature.group}`)}</td>
            <td className="quiet">{t(`administration.kinds.${feature.kind}`)}</td>
            <td className="quiet">{t(`administration.unitNames.${feature.unit}`)}</td>
            <Typical feature={feature} />
            <td className="figure">
              {feature.missingShare === null ? <Unknown /> : format.percent(feature.missingShare)}
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}

function Typical({ feature }: { feature: Feature }) {
  const { format } = useWords();
  const text = toTypicalText(feature, format);
  if (text === null) {
    return (
      <td className="figure quiet">
        <Unknown />
      </td>
    );
  }
  return (
    <Box component="td" className="figure" sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }}>
      <Literal text={text} />
    </Box>
  );
}

/** Stands for statistics of the training rows that the model's file does not have. */
function Unknown() {
  const { t } = useWords();
  return <i className="quiet">{t('administration.features.unknown')}</i>;
}

/** The median, or the most common category. */
function toTypicalText(feature: Feature, format: Format): string | null {
  if (feature.typical === null) return null;
  if (feature.kind === 'category') return feature.categories[feature.typical] ?? null;
  return feature.kind === 'date' ? format.day(feature.typical) : format.quantity(feature.typical, feature.unit);
}
