import Typography from '@mui/material/Typography';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ProblemsTable } from '../report/ProblemsTable.tsx';

/** The problems that an import would report for the sampled rows. */
export function PreviewSample({ preview: { problems } }: { preview: ImportPreview }) {
  const { t } = useWords();
  return (
    <Panel title={t('imports.preview.problems.title')}>
      {problems.length === 0 ? (
        <Typography color="textSecondary">{t('imports.preview.problems.none')}</Typography>
      ) : (
        <ProblemsTable label={t('imports.preview.problems.title')} problems={problems} />
      )}
    </Panel>
  );
}
