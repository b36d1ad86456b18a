import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ClientsFilter, ClientsSort } from '../../../workers/data.api.ts';

export const EVERYONE: ClientsFilter = {
  search: '',
  segmentIds: [],
  minIncomeRub: null,
  maxIncomeRub: null,
  sort: 'income',
  descending: true,
};

const SORTS: readonly string[] = ['id', 'name', 'income', 'segment'] satisfies ClientsSort[];

/** Text that can only be the beginning of an id. Anything with a letter may be a name, and names stay out of the address. */
const ID_PREFIX = /^[\d._#-]*\d[\d._#-]*$/;

/** The filter of the list: in the address, but for a search text that could be a name, which lasts as long as the screen. */
export function useClientsFilter(): [ClientsFilter, (change: Partial<ClientsFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const [nameSearch, setNameSearch] = useState('');
  const key = params.toString();
  const filter = useMemo(() => {
    const inAddress = readFilter(new URLSearchParams(key));
    return { ...inAddress, search: inAddress.search || nameSearch };
  }, [key, nameSearch]);

  const change = (part: Partial<ClientsFilter>) => {
    const next = { ...filter, ...part };
    const isId = ID_PREFIX.test(next.search);
    setNameSearch(isId ? '' : next.search);
    setParams((last) => writeFilter(last, { ...next, search: isId ? next.search : '' }), { replace: true });
  };
  return [filter, change];
}

export function isFiltered(filter: ClientsFilter): boolean {
  const { search, segmentIds, minIncomeRub, maxIncomeRub } = filter;
  return search !== '' || segmentIds.length > 0 || minIncomeRub !== null || maxIncomeRub !== null;
}

function readFilter(params: URLSearchParams): ClientsFilter {
  const sort = params.get('sort') ?? '';
  const search = params.get('q') ?? '';
  return {
    search: ID_PREFIX.test(search) ? search : '',
    segmentIds: params.getAll('segment'),
    minIncomeRub: readAmount(params.get('from')),
    maxIncomeRub: readAmount(params.get('to')),
    sort: SORTS.includes(sort) ? (sort as ClientsSort) : EVERYONE.sort,
    descending: SORTS.includes(sort) ? params.get('order') === 'desc' : EVERYONE.descending,
  };
}

function readAmount(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const amount = Number(text);
  return Number.isFinite(amount) ? amount : null;
}

function writeFilter(last: URLSearchParams, filter: ClientsFilter): URLSearchParams {
  const params = new URLSearchParams(last);
  for (const key of ['q', 'segment', 'from', 'to', 'sort', 'order']) params.delete(key);
  if (filter.search) params.set('q', filter.search);
  for (const id of filter.segmentIds) params.append('segment', id);
  if (filter.minIncomeRub !== null) params.set('from', String(filter.minIncomeRub));
  if (filter.maxIncomeRub !== null) params.set('to', String(filter.maxIncomeRub));
  if (filter.sort !== EVERYONE.sort || filter.descending !== EVERYONE.descending) {
    params.set('sort', filter.sort);
    if (filter.descending) params.set('order', 'desc');
  }
  return params;
}
