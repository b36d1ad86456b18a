import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ImportPreview } from '../../../../../workers/data/imports/imports.api.ts';
import type { ImportChoices } from '../../../../core/csv/choices.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { Panel } from '../../../../ui/panels/Panel.tsx';
import type { PreviewQuestion } from '../usePreview.ts';
import { ColumnLines, heightOf } from './ColumnLines.tsx';
import { COLUMN_FILTERS, type ColumnFilter, columnsLike, isLike } from './columnFilters.ts';
import type { FeatureTitles } from './featureTitles.ts';

type PreviewColumnsProps = {
  preview: ImportPreview;
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  titles: FeatureTitles;
  /** While false, only the space for the lines is reserved. */
  hasLines: boolean;
};

/** Every column of the file with its use, for any number of columns. */
export function PreviewColumns({ preview, choices, choose, titles, hasLines }: PreviewColumnsProps) {
  const { t, format } = useWords();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<ColumnFilter>('all');
  const wanted = useDeferredValue(search);
  const { columns } = preview;
  const shown = useMemo(
    () => columnsLike(columns, { search: wanted, filter, choices, titles }),
    [columns, wanted, filter, choices, titles],
  );
  const count = (like: ColumnFilter) =>
    format.integer(columns.filter((column, position) => isLike(column, position, { filter: like, choices })).length);
  return (
    <Panel title={t('imports.preview.columns.title')}>
      <Stack spacing={1.5} useFlexGap>
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
          <TextField
            type="search"
            size="small"
            label={t('imports.preview.columns.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            sx={{ flex: '1 1 200px', maxWidth: 360 }}
          />
          <TextField
            select
            size="small"
            label={t('imports.preview.columns.filter')}
            value={filter}
            onChange={(event) => setFilter(event.target.value as ColumnFilter)}
            sx={{ flex: '0 1 260px', minWidth: 200 }}
          >
            {COLUMN_FILTERS.map((like) => (
              <MenuItem key={like} value={like}>
                {t(`imports.preview.columns.${like}`, { count: count(like) })}
              </MenuItem>
            ))}
          </TextField>
        </Stack>
        {shown.length === 0 ? (
          <Typography color="textSecondary">{t('imports.preview.columns.none')}</Typography>
        ) : (
          <Box sx={{ mx: -2 }}>
            {hasLines ? (
              <ColumnLines columns={columns} shown={shown} choices={choices} choose={choose} titles={titles} />
            ) : (
              <Box sx={{ height: heightOf(shown.length) }} />
            )}
          </Box>
        )}
      </Stack>
    </Panel>
  );
}
