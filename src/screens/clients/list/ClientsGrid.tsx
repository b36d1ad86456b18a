import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ClientsFilter, ClientsSort } from '../../../core/clients/clientsFilter.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useWidth } from '../../../ui/useWidth.ts';
import type { ClientPagesState } from '../useClientPages.ts';
import type { Selection } from '../useSelection.ts';
import { ClientLine, LINE } from './ClientLine.tsx';
import { GridFooter } from './GridFooter.tsx';
import { GridHead } from './GridHead.tsx';
import { columnsFor, type GridColumn, templateOf } from './gridColumns.ts';

type ClientsGridProps = {
  ref: RefObject<HTMLDivElement | null>;
  /** The element that contains the list. */
  pane: RefObject<HTMLDivElement | null>;
  pages: ClientPagesState;
  segments: Segment[];
  selection: Selection;
  filter: ClientsFilter;
  onSort: (sort: ClientsSort) => void;
  onOpen: (index: number) => void;
};

/** A virtual list of any number of clients, with keyboard navigation. */
export function ClientsGrid({ ref, pane, pages, segments, selection, filter, onSort, onOpen }: ClientsGridProps) {
  const { t } = useWords();
  const { cursor, clientId } = selection;
  const count = pages.shown?.matched ?? 0;
  const virtual = useRowsInView(ref, { pages, cursor, count });
  const items = virtual.getVirtualItems();
  const height = virtual.scrollRect?.height ?? LINE;
  const inView = Math.max(1, Math.floor((height - LINE) / LINE));
  const latestSelection = useRef(selection);
  latestSelection.current = selection;
  const openRow = useCallback((index: number) => latestSelection.current.open(index, { keepHistory: true }), []);
  const { columns, template, hasEnds } = useColumns({ ref, pane, pages, sort: filter.sort });
  const cursorInView = items.some(({ index }) => index === cursor);

  return (
    <>
      <Box
        ref={ref}
        role="grid"
        tabIndex={0}
        aria-label={t('clients.list')}
        aria-description={t('clients.listHint')}
        aria-rowcount={count + 1}
        aria-busy={pages.stale}
        {...(cursorInView && { 'aria-activedescendant': lineId(cursor) })}
        onKeyDown={(event) => onGridKey(event, { selection, count, inView, onOpen })}
        sx={GRID_STYLE}
      >
        <GridHead columns={columns} template={template} filter={filter} onSort={onSort} />
        <Box role="rowgroup" style={{ height: virtual.getTotalSize() }} sx={{ position: 'relative' }}>
          {items.map(({ index, start }) => {
            const client = pages.row(index);
            return (
              <ClientLine
                key={index}
                id={lineId(index)}
                index={index}
                top={start}
                columns={columns}
                template={template}
                hasEnds={hasEnds}
                client={client}
                segments={segments}
                selected={client !== undefined && client.id === clientId}
                underCursor={index === cursor}
                onClick={openRow}
              />
            );
          })}
        </Box>
      </Box>
      <GridFooter pages={pages} offset={virtual.scrollOffset ?? 0} inView={inView} />
    </>
  );
}

const GRID_STYLE = {
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  contain: 'strict',
  borderTop: 1,
  borderBottom: 1,
  borderColor: 'divider',
  '&:focus-visible': { outline: 'none', borderColor: 'primary.main' },
  '&:focus-visible .cursor': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
} as const;

/** Renders the visible rows, requests their pages, and scrolls to the cursor. */
function useRowsInView(
  ref: RefObject<HTMLDivElement | null>,
  { pages: { shown, ensure }, cursor, count }: { pages: ClientPagesState; cursor: number; count: number },
) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => ref.current,
    estimateSize: () => LINE,
    overscan: 6,
    // With this height the first render has rows; otherwise all would appear after the measurement.
    initialRect: { width: 0, height: window.innerHeight },
    // The sticky header covers the top by as much as it pushes the rows down.
    scrollPaddingEnd: LINE,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => ensure(first, last), [ensure, first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter or order scrolls to the top
  useEffect(() => virtual.scrollToOffset(0), [shown?.filter, virtual]);
  useEffect(() => {
    if (cursor >= 0) virtual.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, virtual]);
  return virtual;
}

type ColumnsInput = Pick<ClientsGridProps, 'ref' | 'pane' | 'pages'> & { sort: ClientsSort };

/** The columns that fit and have values. `hasEnds`: the interval is shown with both ends. */
function useColumns({ ref, pane, pages, sort }: ColumnsInput) {
  const isWide = useMediaQuery(useTheme().breakpoints.up('md'), { noSsr: true });
  const rows = [...(pages.shown?.pages.values() ?? [])].flat();
  const hasNames = rows.some(({ name }) => name !== null);
  const hasIntervals = rows.some(({ interval }) => interval !== null);
  const hasActual = rows.some(({ actualIncomeRub }) => actualIncomeRub !== null);
  const hasEnds = isWide && hasIntervals;
  const width = useWidth(ref, () => pane.current?.clientWidth ?? 0);
  const columns = useSame(columnsFor(width, { hasNames, hasIntervals, hasActual }, sort));
  return { columns, template: templateOf(columns, hasEnds), hasEnds };
}

type KeyTarget = { selection: Selection; count: number; inView: number; onOpen: (index: number) => void };

function onGridKey(event: KeyboardEvent, { selection: { cursor, move }, count, inView, onOpen }: KeyTarget): void {
  if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = moved(event.code, { cursor, count, inView });
  if (target !== null) move(target);
  else if (event.code === 'Enter' && cursor >= 0) onOpen(cursor);
  else return;
  event.preventDefault();
}

/** Returns the last array while the columns are the same, so that memoised rows do not render again. */
function useSame(columns: GridColumn[]): GridColumn[] {
  const last = useRef(columns);
  if (last.current.join() !== columns.join()) last.current = columns;
  return last.current;
}

const lineId = (index: number) => `client-line-${index}`;

function moved(code: string, at: { cursor: number; count: number; inView: number }): number | null {
  const { cursor, count, inView } = at;
  switch (code) {
    case 'ArrowDown':
      return cursor + 1;
    case 'ArrowUp':
      return Math.max(0, cursor - 1);
    case 'PageDown':
      return Math.max(0, cursor) + inView;
    case 'PageUp':
      return cursor - inView;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
