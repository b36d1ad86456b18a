import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { ClientsFilter } from '../../../core/clients/clientsFilter.ts';
import { useWords, type Words } from '../../../i18n/i18n.ts';
import { activeFilters, type PanelFilter } from '../clientsQuery.ts';
import type { FilterNames } from './useFilterNames.ts';

type FilterChipsProps = {
  filter: ClientsFilter;
  names: FilterNames;
  onFilter: (change: Partial<ClientsFilter>) => void;
};

/** The active filters as chips; a click on a chip clears its filter. Text and segments have their own controls. */
export function FilterChips({ filter, names, onFilter }: FilterChipsProps) {
  const { t, format } = useWords();
  const active = activeFilters(filter);
  if (active.length === 0) return null;
  return (
    <Box role="group" aria-label={t('clients.filters.active')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
      {active.map(({ by, cleared }) => {
        const label = textOf(by, filter, { names, t, format });
        const remove = () => onFilter(cleared);
        return (
          <Chip
            key={by}
            size="small"
            color="primary"
            variant="outlined"
            label={label}
            aria-label={t('clients.filters.remove', { name: label })}
            onClick={remove}
            onDelete={remove}
            sx={{ fontSize: 12, maxWidth: '100%' }}
          />
        );
      })}
    </Box>
  );
}

type Wording = { names: FilterNames; t: Words; format: ReturnType<typeof useWords>['format'] };

function textOf(by: PanelFilter, filter: ClientsFilter, { names, t, format }: Wording): string {
  const gone = names.isReady ? t('clients.filters.gone') : '…';
  switch (by) {
    case 'income':
      return t('clients.filters.chip.income', { range: range(filter.minIncomeRub, filter.maxIncomeRub, format.rub) });
    case 'interval':
      return t('clients.filters.chip.interval', {
        range: range(filter.minIntervalShare, filter.maxIntervalShare, format.percent),
      });
    case 'import': {
      const found = names.imports.find(({ value }) => value === String(filter.importId));
      return t('clients.filters.chip.import', { name: found?.label ?? gone });
    }
    case 'product': {
      const found = names.products.find(({ value }) => value === filter.productId);
      return t('clients.filters.chip.product', { name: found?.label ?? gone });
    }
    case 'actual':
      return t(filter.hasActualIncome ? 'clients.filters.chip.known' : 'clients.filters.chip.unknown');
  }
}

function range(min: number | null, max: number | null, written: (value: number) => string): string {
  if (min === null) return `≤ ${written(max ?? 0)}`;
  return max === null ? `≥ ${written(min)}` : `${written(min)}–${written(max)}`;
}
