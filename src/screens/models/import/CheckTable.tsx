import Typography from '@mui/material/Typography';
import type { ModelCheck } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { shareText } from './shareText.ts';

/** The rows with the largest differences. */
export function CheckTable({ worst }: { worst: ModelCheck['worst'] }) {
  const { t, language, format } = useWords();
  return (
    <div>
      <Typography variant="caption" component="p" color="textSecondary">
        {t('models.import.check.table')}
      </Typography>
      <DenseTable label={t('models.import.check.table')}>
        <thead>
          <tr>
            <th className="figure tight">{t('models.import.check.line')}</th>
            <th>{t('models.import.check.id')}</th>
            <th className="figure">{t('models.import.check.forecast')}</th>
            <th className="figure">{t('models.import.check.expected')}</th>
            <th className="figure">{t('models.import.check.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ line, id, forecast, expected }) => (
            <tr key={line}>
              <td className="figure tight">{format.integer(line)}</td>
              <th scope="row" style={{ minWidth: 72 }}>
                <Literal text={id} wrap />
              </th>
              <td className="figure">{format.quantity(forecast, 'none')}</td>
              <td className="figure">{format.quantity(expected, 'none')}</td>
              <td className="figure">
                {shareText(Math.abs(forecast - expected) / Math.max(1, Math.abs(expected)), language)}
              </td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}
