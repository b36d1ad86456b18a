import Button from '@mui/material/Button';
import { Link } from 'react-router';
import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { StatGrid } from '../../ui/panels/StatGrid.tsx';

const COUNTS = ['total', 'ready', 'failed', 'cancelled', 'interrupted', 'rejectedRows'] as const;
const ATTENTION: readonly string[] = ['failed', 'interrupted', 'rejectedRows'];

/** Imports of the period by outcome. */
export function ImportsPanel({ imports }: { imports: Monitoring['imports'] }) {
  const { t, format } = useWords();
  return (
    <>
      <StatGrid
        figures={COUNTS.map((name) => ({
          label: t(`monitoring.importCounts.${name}`),
          value: format.integer(imports[name]),
          attention: imports[name] > 0 && ATTENTION.includes(name),
        }))}
      />
      <Button component={Link} to="/imports" sx={{ mt: 1, ml: -0.625 }}>
        {t('monitoring.openImports')}
      </Button>
    </>
  );
}
