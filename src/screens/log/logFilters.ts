import { useSearchParams } from 'react-router';
import type { LogQuery } from '../../../workers/data/log/log.api.ts';
import { FORECAST_SOURCES } from '../../parts/forecastSources.ts';
import { type Period, toRange, usePeriod } from '../../parts/period.ts';

export const PAGE = 50;
export const STATUSES = ['ok', 'error'] as const;

/** The filters of the log. They are kept in the address, so that Back and reload restore them. */
export type LogFilters = {
  period: Period;
  clientId: string;
  source: LogQuery['source'];
  status: LogQuery['status'];
  offset: number;
};

type TextFilter = 'client' | 'source' | 'status';

export type LogFiltersState = {
  filters: LogFilters;
  /** How many filters are set. */
  active: number;
  setPeriod: (period: Period) => void;
  setFilter: (name: TextFilter, value: string) => void;
  setOffset: (offset: number) => void;
  clear: () => void;
};

export function useLogFilters(): LogFiltersState {
  const [params, setParams] = useSearchParams();
  const [period, setPeriod] = usePeriod('all');
  const filters: LogFilters = {
    period,
    clientId: params.get('client') ?? '',
    source: FORECAST_SOURCES.find((source) => source === params.get('source')) ?? null,
    status: STATUSES.find((status) => status === params.get('status')) ?? null,
    offset: Math.max(0, Math.floor(Number(params.get('offset')) / PAGE) * PAGE || 0),
  };
  const set = (name: string, value: string) =>
    setParams((present) => {
      const changed = new URLSearchParams(present);
      changed.delete('offset');
      if (value) changed.set(name, value);
      else changed.delete(name);
      return changed;
    });
  const rowFilter = [period.name !== 'all', filters.clientId, filters.source, filters.status];
  return {
    filters,
    active: rowFilter.filter(Boolean).length,
    setPeriod,
    setFilter: set,
    setOffset: (offset) => set('offset', offset === 0 ? '' : String(offset)),
    clear: () => setParams({}),
  };
}

export function toLogQuery({ period, ...filters }: LogFilters, now: number): LogQuery {
  return { ...filters, clientId: filters.clientId.trim(), range: toRange(period, now), limit: PAGE };
}
