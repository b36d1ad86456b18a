import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import type { ColumnReport } from '../../../../workers/data/imports/imports.api.ts';
import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../../data/connection.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { saveBlob } from '../../../ui/files/saveBlob.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { Pager } from '../../../ui/tables/Pager.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { byUrgency, hasRemarks } from './columnRemarks.ts';

const PAGE = 25;

/** An import's findings per feature, compared with training, most urgent first. */
export function ImportColumns({ record }: { record: ImportRecord }) {
  const { t } = useWords();
  const reports = useQuery((api) => api.imports.listColumns(record.id), [record.id]);
  const [loaded] = reports;
  const download = async () => {
    saveBlob(await ask((api) => api.imports.exportColumns(record.id)), `import-${record.id}-columns.csv`);
  };
  const isKnown = loaded.state === 'ready' && loaded.value !== null;
  return (
    <Panel
      title={t('imports.report.columns.title')}
      actions={isKnown && <Button onClick={() => void download()}>{t('imports.report.columns.download')}</Button>}
    >
      <AsyncView of={reports} rows={6}>
        {(list) =>
          list === null ? (
            <Typography color="textSecondary">{t('imports.report.columns.old')}</Typography>
          ) : (
            <Reports reports={list} />
          )
        }
      </AsyncView>
    </Panel>
  );
}

function Reports({ reports }: { reports: ColumnReport[] }) {
  const { t, format } = useWords();
  const [onlyRemarks, setOnlyRemarks] = useState(true);
  const [offset, setOffset] = useState(0);
  const sorted = useMemo(() => [...reports].sort(byUrgency), [reports]);
  const remarked = useMemo(() => sorted.filter(hasRemarks), [sorted]);
  const shown = onlyRemarks ? remarked : sorted;
  return (
    <Stack spacing={1} useFlexGap>
      <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <FormControlLabel
          control={
            <Switch
              size="small"
              checked={onlyRemarks}
              onChange={(_, checked) => {
                setOnlyRemarks(checked);
                setOffset(0);
              }}
            />
          }
          label={t('imports.report.columns.onlyRemarks')}
        />
        <Typography variant="caption" color="textSecondary">
          {t('imports.report.columns.remarks', { count: remarked.length, shown: format.integer(remarked.length) })}
        </Typography>
      </Stack>
      {shown.length === 0 ? (
        <Typography color="textSecondary">{t('imports.report.columns.none')}</Typography>
      ) : (
        <ColumnsTable reports={shown.slice(offset, offset + PAGE)} />
      )}
      <Pager offset={offset} limit={PAGE} total={shown.length} onOffset={setOffset} />
    </Stack>
  );
}
