import Typography from '@mui/material/Typography';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ProblemsTable } from '../report/ProblemsTable.tsx';

/** What an import would remark on in the rows looked at. */
export function PreviewSample({ preview: { problems } }: { preview: ImportPreview }) {
  const { t } = useWords();
  return (
    <Panel title={t('importPreview.problems.title')}>
      {problems.length === 0 ? (
        <Typography color="textSecondary">{t('importPreview.problems.none')}</Typography>
      ) : (
        <ProblemsTable label={t('importPreview.problems.title')} problems={problems} />
      )}
    </Panel>
  );
}
