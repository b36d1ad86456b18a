import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { lazy, Suspense, useState } from 'react';
import type { ClientsFilter } from '../../../core/clients/clientsFilter.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { activeFilters, isFiltered } from '../clientsQuery.ts';
import { FilterPanel } from '../filters/FilterPanel.tsx';
import type { FilterNames } from '../filters/useFilterNames.ts';

const ExportDialog = lazy(async () => ({ default: (await import('../export/ExportDialog.tsx')).ExportDialog }));

type ListToolbarProps = {
  filter: ClientsFilter;
  names: FilterNames;
  /** How many clients match the filter; null while unknown. */
  matched: number | null;
  onFilter: (change: Partial<ClientsFilter>) => void;
  onClear: () => void;
};

/** Actions for the whole list: filter it, clear the filter, export it. */
export function ListToolbar({ filter, names, matched, onFilter, onClear }: ListToolbarProps) {
  const { t } = useWords();
  const [panelAt, setPanelAt] = useState<HTMLElement | null>(null);
  const [isExporting, setExporting] = useState(false);
  const count = activeFilters(filter).length;
  return (
    <Stack direction="row" spacing={1}>
      <Button
        variant="outlined"
        aria-haspopup="dialog"
        aria-expanded={panelAt !== null}
        onClick={(event) => setPanelAt(event.currentTarget)}
      >
        {count > 0 ? t('clients.filters.buttonCount', { n: count }) : t('clients.filters.button')}
      </Button>
      {isFiltered(filter) && matched !== 0 && <Button onClick={onClear}>{t('clients.clear')}</Button>}
      <Button sx={{ ml: 'auto !important' }} disabled={!matched} onClick={() => setExporting(true)}>
        {t('clientsExport.open')}
      </Button>
      <FilterPanel
        anchor={panelAt}
        filter={filter}
        names={names}
        matched={matched}
        onFilter={onFilter}
        onClear={onClear}
        onClose={() => setPanelAt(null)}
      />
      {isExporting && (
        <Suspense>
          <ExportDialog filter={filter} clients={matched ?? 0} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
