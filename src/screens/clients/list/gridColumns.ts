import type { ClientsSort } from '../../../core/clients/clientsFilter.ts';

/** The list's columns; each of them can sort the list. */
export type GridColumn = Exclude<ClientsSort, 'import'>;

const ORDER: readonly GridColumn[] = ['id', 'name', 'income', 'interval', 'actual', 'segment'];
/** Columns that are added where there is room, in this order. */
const WHERE_ROOM = ['actual', 'interval'] as const;
const GAP = 12;
const WIDTH = { id: 64, name: 96, income: 72, incomeWithEnds: 88, interval: 88, actual: 88, segment: 92 } as const;
const SIDES = 32;

/** Which values the loaded clients have. */
export type Shown = { hasNames: boolean; hasIntervals: boolean; hasActual: boolean };

/**
 * Id, name, income and segment are always shown. Other columns are added where there is room; the column of the current
 * order may replace the segment.
 */
export function columnsFor(
  width: number,
  { hasNames, hasIntervals, hasActual }: Shown,
  sort: ClientsSort,
): GridColumn[] {
  const chosen = new Set<GridColumn>(hasNames ? ['id', 'name', 'income', 'segment'] : ['id', 'income', 'segment']);
  const known = { actual: hasActual, interval: hasIntervals };
  const base = WIDTH.id + (hasNames ? WIDTH.name + GAP : 0) + WIDTH.incomeWithEnds + WIDTH.segment + 2 * GAP + SIDES;
  let room = width - base;
  for (const column of WHERE_ROOM) {
    const needed = WIDTH[column] + GAP;
    if (sort === column) {
      chosen.add(column);
      if (room < needed) chosen.delete('segment');
      else room -= needed;
    } else if (known[column] && room >= needed) {
      chosen.add(column);
      room -= needed;
    }
  }
  return ORDER.filter((column) => chosen.has(column));
}

/** @param hasEnds whether the interval is shown below the income */
export function templateOf(columns: readonly GridColumn[], hasEnds: boolean): string {
  const hasNames = columns.includes('name');
  const income = hasEnds ? WIDTH.incomeWithEnds : WIDTH.income;
  const tracks: Record<GridColumn, string> = {
    id: hasNames ? `minmax(${WIDTH.id}px, 0.5fr)` : 'minmax(96px, 1.4fr)',
    name: 'minmax(72px, 1.7fr)',
    income: hasNames ? `${income}px` : `${Math.max(96, income)}px`,
    interval: `${WIDTH.interval}px`,
    actual: `${WIDTH.actual}px`,
    segment: hasNames ? `${WIDTH.segment}px` : 'minmax(96px, 1fr)',
  };
  return columns.map((column) => tracks[column]).join(' ');
}

export function isFigure(column: GridColumn): boolean {
  return column === 'income' || column === 'interval' || column === 'actual';
}
