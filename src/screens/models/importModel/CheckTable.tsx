import Typography from '@mui/material/Typography';
import type { ModelCheck } from '../../../../workers/data/models/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { shareText } from './shareText.ts';

/** The rows in which the two differ most. */
export function CheckTable({ worst }: { worst: ModelCheck['worst'] }) {
  const { t, language, format } = useWords();
  return (
    <div>
      <Typography variant="caption" component="p" color="textSecondary">
        {t('modelBring.check.table')}
      </Typography>
      <DenseTable label={t('modelBring.check.table')}>
        <thead>
          <tr>
            <th className="figure tight">{t('modelBring.check.line')}</th>
            <th>{t('modelBring.check.id')}</th>
            <th className="figure">{t('modelBring.check.ours')}</th>
            <th className="figure">{t('modelBring.check.theirs')}</th>
            <th className="figure">{t('modelBring.check.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ line, id, ours, theirs }) => (
            <tr key={line}>
              <td className="figure tight">{format.integer(line)}</td>
              <th scope="row">
                <Literal text={id} wrap />
              </th>
              <td className="figure">{format.quantity(ours, 'none')}</td>
              <td className="figure">{format.quantity(theirs, 'none')}</td>
              <td className="figure">{shareText(Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs)), language)}</td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </div>
  );
}
