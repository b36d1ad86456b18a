import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ClientsFilter, ClientsSort } from '../../core/clients/clientsFilter.ts';
import { NO_FILTER } from '../../core/clients/clientsFilter.ts';

export const SORTS = [
  'id',
  'name',
  'income',
  'segment',
  'interval',
  'actual',
  'import',
] as const satisfies ClientsSort[];

/** The usual order: largest amounts first, newest import first, texts from A. */
export function startsDescending(sort: ClientsSort): boolean {
  return sort === 'income' || sort === 'actual' || sort === 'import';
}

/**
 * Text that can only be the beginning of an id. Text with a letter may be a name, and names must not get into the
 * address.
 */
const ID_PREFIX = /^[\d._#-]*\d[\d._#-]*$/;

/**
 * The filter of the list, kept in the address. A search text that could be a name is kept only while the screen is
 * open.
 */
export function useClientsFilter(): [ClientsFilter, (change: Partial<ClientsFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const [nameSearch, setNameSearch] = useState('');
  const key = params.toString();
  const filter = useMemo(() => {
    const inAddress = readFilter(new URLSearchParams(key));
    return { ...inAddress, search: inAddress.search || nameSearch };
  }, [key, nameSearch]);

  // The address changes a moment later; a second change before that builds on the first one.
  const latest = useRef({ shown: filter, wanted: filter });
  if (latest.current.shown !== filter) latest.current = { shown: filter, wanted: filter };

  const change = (part: Partial<ClientsFilter>) => {
    const next = { ...latest.current.wanted, ...part };
    latest.current.wanted = next;
    const isId = ID_PREFIX.test(next.search);
    setNameSearch(isId ? '' : next.search);
    setParams((last) => writeFilter(last, { ...next, search: isId ? next.search : '' }), { replace: true });
  };
  return [filter, change];
}

export function isFiltered(filter: ClientsFilter): boolean {
  return filter.search !== '' || filter.segmentIds.length > 0 || activeFilters(filter).length > 0;
}

/** The filters of the filter panel. Text and segments are filtered elsewhere. */
export type PanelFilter = 'income' | 'interval' | 'product' | 'import' | 'actual';

const CLEARED: Record<PanelFilter, Partial<ClientsFilter>> = {
  income: { minIncomeRub: null, maxIncomeRub: null },
  interval: { minIntervalShare: null, maxIntervalShare: null },
  product: { productId: null },
  import: { importId: null },
  actual: { hasActualIncome: null },
};

/** The active filters of the panel, each with the change that clears it. */
export function activeFilters(filter: ClientsFilter): { by: PanelFilter; cleared: Partial<ClientsFilter> }[] {
  const keys = Object.keys(CLEARED) as PanelFilter[];
  return keys
    .map((by) => ({ by, cleared: CLEARED[by] }))
    .filter(({ cleared }) => (Object.keys(cleared) as (keyof ClientsFilter)[]).some((key) => filter[key] !== null));
}

/** Shares are shown in per cent, rounded so that 7 % does not become 7.000000000000001. */
export function toPercent(share: number | null): number | null {
  return share === null ? null : Number((share * 100).toPrecision(12));
}

export function toShare(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}

function readFilter(params: URLSearchParams): ClientsFilter {
  const sort = SORTS.find((one) => one === params.get('sort'));
  const search = params.get('q') ?? '';
  const actual = params.get('actual');
  return {
    search: ID_PREFIX.test(search) ? search : '',
    segmentIds: params.getAll('segment'),
    minIncomeRub: readAmount(params.get('from')),
    maxIncomeRub: readAmount(params.get('to')),
    minIntervalShare: toShare(readAmount(params.get('width-from'))),
    maxIntervalShare: toShare(readAmount(params.get('width-to'))),
    importId: readAmount(params.get('import')),
    productId: params.get('product'),
    hasActualIncome: actual === 'known' || actual === 'unknown' ? actual === 'known' : null,
    sort: sort ?? NO_FILTER.sort,
    descending: sort ? params.get('order') === 'desc' : NO_FILTER.descending,
  };
}

function readAmount(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const amount = Number(text);
  return Number.isFinite(amount) ? amount : null;
}

const KEYS = ['q', 'segment', 'from', 'to', 'width-from', 'width-to', 'import', 'product', 'actual', 'sort', 'order'];

function writeFilter(last: URLSearchParams, filter: ClientsFilter): URLSearchParams {
  const params = new URLSearchParams(last);
  for (const key of KEYS) params.delete(key);
  const set = (key: string, value: string | number | null) => value !== null && params.set(key, String(value));
  if (filter.search) params.set('q', filter.search);
  for (const id of filter.segmentIds) params.append('segment', id);
  set('from', filter.minIncomeRub);
  set('to', filter.maxIncomeRub);
  set('width-from', toPercent(filter.minIntervalShare));
  set('width-to', toPercent(filter.maxIntervalShare));
  set('import', filter.importId);
  set('product', filter.productId);
  if (filter.hasActualIncome !== null) params.set('actual', filter.hasActualIncome ? 'known' : 'unknown');
  if (filter.sort !== NO_FILTER.sort || filter.descending !== NO_FILTER.descending) {
    params.set('sort', filter.sort);
    if (filter.descending) params.set('order', 'desc');
  }
  return params;
}
