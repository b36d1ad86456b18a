import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { importTitle } from '../../../parts/imports/importTitle.ts';

type Option = { value: string; label: string };

/** Products and imports by which the list can be filtered; both are empty until their names are loaded. */
export type FilterNames = { products: Option[]; imports: Option[]; isReady: boolean };

export function useFilterNames(): FilterNames {
  const { t, language, format } = useWords();
  const [products] = useQuery((api) => api.offers.listProducts(), []);
  const [imports] = useQuery((api) => api.imports.list(), []);
  const active = products.state === 'ready' ? products.value.filter((product) => product.active) : [];
  const ready = imports.state === 'ready' ? imports.value.filter(({ state }) => state === 'ready') : [];
  return {
    products: active.map(({ id, name }) => ({ value: id, label: name[language] })),
    imports: ready.map((record) => ({
      value: String(record.id),
      label: `${importTitle(record, t)} · ${format.time(record.startedAt)}`,
    })),
    isReady: products.state === 'ready' && imports.state === 'ready',
  };
}
