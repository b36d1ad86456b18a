import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import { failureName } from '../../core/failures.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { DenseTable } from '../../ui/tables/DenseTable.tsx';

/** Errors by kind, most frequent first. */
export function ErrorsPanel({ errors }: { errors: Record<string, number> }) {
  const { t, format } = useWords();
  const kinds = Object.entries(errors).sort(([, a], [, b]) => b - a);
  return (
    <Panel
      title={t('monitoring.errorsByKind')}
      actions={
        <MuiLink component={Link} to="/log?status=error">
          {t('monitoring.openErrors')}
        </MuiLink>
      }
    >
      <DenseTable label={t('monitoring.errorsByKind')}>
        <thead>
          <tr>
            <th>{t('monitoring.kind')}</th>
            <th className="figure">{t('monitoring.errors')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{t(`monitoring.errorNames.${failureName(name)}`)}</th>
              <td className="figure">{format.integer(count)}</td>
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </Panel>
  );
}
