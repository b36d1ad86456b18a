import Box from '@mui/material/Box';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { NoData } from '../../../ui/texts/NoData.tsx';

type Slice = Metrics['slices'][number];

export function SlicesTable({ slices }: { slices: Slice[] }) {
  const { t, format } = useWords();
  const hasCoverage = slices.some(({ coverage }) => coverage !== null);
  return (
    <DenseTable label={t('models.card.slices.title')}>
      <thead>
        <tr>
          <th>{t(`models.card.slices.${slices[0]?.by ?? 'gender'}`)}</th>
          <th className="figure">{t('models.card.slices.rows')}</th>
          <th className="figure">{t('models.card.normalised')}</th>
          <th className="figure">{t('models.card.official')}</th>
          <th className="figure">{t('models.card.mae')}</th>
          <th className="figure">{t('models.card.bias')}</th>
          {hasCoverage && <th className="figure">{t('models.card.slices.coverage')}</th>}
        </tr>
      </thead>
      <tbody>
        {slices.map((slice) => (
          <tr key={slice.value ?? ''}>
            <Box component="th" scope="row" sx={{ minWidth: 120 }}>
              <SliceName slice={slice} />
            </Box>
            <td className="figure quiet">{format.integer(slice.rows)}</td>
            <td className="figure">{format.rub(slice.wmae.normalised)}</td>
            <td className="figure">{format.rub(slice.wmae.official)}</td>
            <td className="figure">{format.rub(slice.maeRub)}</td>
            <td className="figure">{format.rubChange(slice.biasRub)}</td>
            {hasCoverage && (
              <td className="figure">{slice.coverage === null ? <NoData /> : format.percent(slice.coverage)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}

function SliceName({ slice: { by, value } }: { slice: Slice }) {
  const { t } = useWords();
  if (value === null) return <NoData />;
  if (by === 'salary') return t(value === 'present' ? 'models.card.slices.present' : 'models.card.slices.absent');
  return <Literal text={by === 'ageBand' ? value.replace('-', '–') : value} wrap />;
}
