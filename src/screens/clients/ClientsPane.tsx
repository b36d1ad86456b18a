import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import type { ClientsFilter } from '../../core/clients/clientsFilter.ts';
import { NO_FILTER } from '../../core/clients/clientsFilter.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { HiddenHeading } from '../../ui/panels/HiddenHeading.tsx';
import { EmptyPanel, ErrorPanel, LoadingPanel } from '../../ui/panels/states.tsx';
import { startsDescending } from './clientsQuery.ts';
import { FilterChips } from './filters/FilterChips.tsx';
import { SearchField } from './filters/SearchField.tsx';
import { SegmentChips } from './filters/SegmentChips.tsx';
import { useFilterNames } from './filters/useFilterNames.ts';
import { ClientsGrid } from './list/ClientsGrid.tsx';
import { ListToolbar } from './list/ListToolbar.tsx';
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

/** Search, filters and the list. */
export function ClientsPane({ filter, onFilter, pages, selection, onOpen }: ClientsPaneProps) {
  const { t, format } = useWords();
  const pane = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [loaded] = useQuery((api) => api.offers.listSegments(), []);
  const segments = loaded.state === 'ready' ? loaded.value : NO_SEGMENTS;
  const names = useFilterNames();
  const { shown, error, retry } = pages;
  const { sort, descending } = filter;
  const clear = () => onFilter({ ...NO_FILTER, sort, descending });
  const isBeingJudged = shown !== null && shown.filter.productId !== null && shown.productsKnown < 1;

  return (
    <Box
      ref={pane}
      sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}
    >
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
        <SegmentChips
          segments={segments}
          chosen={filter.segmentIds}
          counts={shown?.segmentCounts ?? {}}
          onChange={(segmentIds) => onFilter({ segmentIds })}
        />
        <ListToolbar
          filter={filter}
          names={names}
          matched={pages.stale ? null : (shown?.matched ?? null)}
          onFilter={onFilter}
          onClear={clear}
        />
        <FilterChips filter={filter} names={names} onFilter={onFilter} />
        {isBeingJudged && (
          <Typography variant="caption" color="textSecondary" role="status">
            {t('clients.judging', { share: format.percent(Math.floor(shown.productsKnown * 100) / 100) })}
          </Typography>
        )}
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
          pane={pane}
          pages={pages}
          segments={segments}
          selection={selection}
          filter={filter}
          onSort={(sort) =>
            onFilter({ sort, descending: sort === filter.sort ? !filter.descending : startsDescending(sort) })
          }
          onOpen={onOpen}
        />
      )}
    </Box>
  );
}
