import Typography from '@mui/material/Typography';
import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';

/** How long each stage of an import took. */
export function ImportTimingsPanel({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { timings, counts } = record;
  const rate = timings.total > 0 ? (counts.read / timings.total) * 1_000 : 0;
  return (
    <Panel title={t('imports.report.timings.title')}>
      <StatGrid
        figures={[
          { label: t('imports.report.timings.total'), value: format.duration(timings.total) },
          {
            label: t('imports.report.timings.rate'),
            value: t('imports.report.progress.rate', { rows: format.integer(rate) }),
          },
          { label: t('imports.report.timings.parse'), value: format.duration(timings.parse) },
          { label: t('imports.report.timings.score'), value: format.duration(timings.score) },
          { label: t('imports.report.timings.store'), value: format.duration(timings.store) },
        ]}
      />
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
        {record.engine && t(`engines.madeBy.${record.engine}`)} {t('imports.report.timings.overlap')}
      </Typography>
    </Panel>
  );
}
