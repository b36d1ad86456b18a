import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { useRef } from 'react';
import type { ClientsFilter } from '../../../workers/data.api.ts';
import type { Segment } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { HiddenHeading } from '../../ui/HiddenHeading.tsx';
import { SegmentMark } from '../../ui/SegmentMark.tsx';
import { EmptyPanel, ErrorPanel, LoadingPanel } from '../../ui/states.tsx';
import { useData } from '../../useData.ts';
import { ClientsGrid } from './ClientsGrid.tsx';
import { EVERYONE, isFiltered } from './clientsQuery.ts';
import { IncomeRange } from './IncomeRange.tsx';
import { SearchField } from './SearchField.tsx';
import type { ClientPagesState } from './useClientPages.ts';
import type { Selection } from './useSelection.ts';

const NO_SEGMENTS: Segment[] = [];

type ClientsPaneProps = {
  filter: ClientsFilter;
  onFilter: (change: Partial<ClientsFilter>) => void;
  pages: ClientPagesState;
  selection: Selection;
  onOpen: (index: number) => void;
};

/** Search, filters and the list itself. */
export function ClientsPane({ filter, onFilter, pages, selection, onOpen }: ClientsPaneProps) {
  const { t, language, format } = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [segments] = useData((api) => api.segments(), [], ['administration']);
  const { shown, error, retry } = pages;
  const { sort, descending } = filter;
  const clear = () => onFilter({ ...EVERYONE, sort, descending });
  const toggle = (id: string) => {
    const others = filter.segmentIds.filter((other) => other !== id);
    onFilter({ segmentIds: others.length === filter.segmentIds.length ? [...others, id] : others });
  };

  return (
    <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}>
      {selection.clientId === null && <HiddenHeading>{t('clients.title')}</HiddenHeading>}
      <Stack spacing={1.5} sx={{ p: 2, pb: 1.5 }}>
        <SearchField
          value={filter.search}
          onChange={(search) => onFilter({ search })}
          onLeave={() => {
            grid.current?.focus();
            if (selection.cursor < 0) selection.move(0);
          }}
        />
        <Box role="group" aria-label={t('clients.segments')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {segments.state === 'ready' &&
            segments.value.map((segment, rank) => {
              const chosen = filter.segmentIds.includes(segment.id);
              const count = format.integer(shown?.segmentCounts[segment.id] ?? 0);
              return (
                <Chip
                  key={segment.id}
                  clickable
                  size="small"
                  sx={{ fontSize: 12, '& .MuiChip-label': { px: 0.875 } }}
                  variant={chosen ? 'filled' : 'outlined'}
                  color={chosen ? 'primary' : 'default'}
                  aria-pressed={chosen}
                  icon={
                    <Box component="span" sx={{ display: 'inline-flex', pl: 0.5 }}>
                      <SegmentMark rank={rank} />
                    </Box>
                  }
                  label={t('clients.segmentChip', { name: segment.name[language], count })}
                  onClick={() => toggle(segment.id)}
                />
              );
            })}
        </Box>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
          <Box sx={{ flex: 1 }}>
            <IncomeRange minRub={filter.minIncomeRub} maxRub={filter.maxIncomeRub} onChange={onFilter} />
          </Box>
          {isFiltered(filter) && shown?.matched !== 0 && (
            <Button onClick={clear} sx={{ whiteSpace: 'nowrap', minHeight: 40 }}>
              {t('clients.clear')}
            </Button>
          )}
        </Stack>
      </Stack>
      {error && <ErrorPanel error={error} onRetry={retry} />}
      {!shown && !error && <LoadingPanel rows={14} />}
      {shown && shown.matched === 0 && (
        <EmptyPanel title={t('clients.noMatch.title')} text={t('clients.noMatch.text')}>
          <Button variant="outlined" onClick={clear}>
            {t('clients.clear')}
          </Button>
        </EmptyPanel>
      )}
      {shown && shown.matched > 0 && (
        <ClientsGrid
          ref={grid}
          pages={pages}
          segments={segments.state === 'ready' ? segments.value : NO_SEGMENTS}
          selection={selection}
          filter={filter}
          onSort={(sort) =>
            onFilter({ sort, descending: sort === filter.sort ? !filter.descending : sort === 'income' })
          }
          onOpen={onOpen}
        />
      )}
    </Box>
  );
}
