import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ClientsFilter } from '../../../core/clients/clientsFilter.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { NumberField } from '../../../ui/fields/NumberField.tsx';
import { SORTS, startsDescending, toPercent, toShare } from '../clientsQuery.ts';
import type { FilterNames } from './useFilterNames.ts';

type FilterPanelProps = {
  /** The element at which the panel opens; null while it is closed. */
  anchor: HTMLElement | null;
  filter: ClientsFilter;
  names: FilterNames;
  /** How many clients match the filter; null while unknown. */
  matched: number | null;
  onFilter: (change: Partial<ClientsFilter>) => void;
  onClear: () => void;
  onClose: () => void;
};

/** All filters and sort orders of the list; every change takes effect at once. */
export function FilterPanel({ anchor, filter, names, matched, onFilter, onClear, onClose }: FilterPanelProps) {
  const { t, format } = useWords();
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      transitionDuration={0}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      transformOrigin={{ vertical: 'top', horizontal: 'left' }}
      slotProps={{
        paper: {
          variant: 'outlined',
          role: 'dialog',
          'aria-label': t('clients.filters.title'),
          sx: { width: 360, maxWidth: 'calc(100vw - 32px)' },
        },
      }}
    >
      <Stack spacing={2} sx={{ p: 2 }}>
        <Bounds
          title={t('clients.filters.income')}
          labels={[t('clients.filters.fromRub'), t('clients.filters.toRub')]}
          min={filter.minIncomeRub}
          max={filter.maxIncomeRub}
          onMin={(minIncomeRub) => onFilter({ minIncomeRub })}
          onMax={(maxIncomeRub) => onFilter({ maxIncomeRub })}
        />
        <Bounds
          title={t('clients.filters.interval')}
          labels={[t('clients.filters.fromPercent'), t('clients.filters.toPercent')]}
          min={toPercent(filter.minIntervalShare)}
          max={toPercent(filter.maxIntervalShare)}
          onMin={(percent) => onFilter({ minIntervalShare: toShare(percent) })}
          onMax={(percent) => onFilter({ maxIntervalShare: toShare(percent) })}
        />
        <Choices filter={filter} names={names} onFilter={onFilter} />
        <Sorting filter={filter} onFilter={onFilter} />
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
            {matched !== null && t('clients.shown', { n: format.integer(matched) })}
          </Typography>
          <Button onClick={onClear}>{t('clients.clear')}</Button>
          <Button variant="contained" onClick={onClose}>
            {t('clients.filters.done')}
          </Button>
        </Stack>
      </Stack>
    </Popover>
  );
}

type BoundsProps = {
  title: string;
  labels: [min: string, max: string];
  min: number | null;
  max: number | null;
  onMin: (min: number | null) => void;
  onMax: (max: number | null) => void;
};

/** The bounds of a range; an empty field is no bound. */
function Bounds({ title, labels: [minLabel, maxLabel], min, max, onMin, onMax }: BoundsProps) {
  const { t } = useWords();
  const isReversed = min !== null && max !== null && max < min;
  const field = { notNumber: t('clients.filters.notANumber'), sx: { flex: 1, '& input': { textAlign: 'right' } } };
  return (
    <Stack spacing={1} role="group" aria-label={title}>
      <Typography variant="caption" color="textSecondary">
        {title}
      </Typography>
      <Stack direction="row" spacing={1}>
        <NumberField {...field} label={minLabel} value={min} onCommit={onMin} />
        <NumberField
          {...field}
          label={maxLabel}
          value={max}
          problem={isReversed ? t('clients.filters.reversed') : undefined}
          onCommit={onMax}
        />
      </Stack>
    </Stack>
  );
}

/** Filters with a single choice. */
function Choices({ filter, names, onFilter }: Pick<FilterPanelProps, 'filter' | 'names' | 'onFilter'>) {
  const { t } = useWords();
  const any = { value: '', label: t('clients.filters.any') };
  return (
    <>
      <Choice
        label={t('clients.filters.product')}
        value={filter.productId ?? ''}
        options={[any, ...names.products]}
        onChange={(value) => onFilter({ productId: value || null })}
      />
      <Choice
        label={t('clients.filters.import')}
        value={String(filter.importId ?? '')}
        options={[any, ...names.imports]}
        onChange={(value) => onFilter({ importId: value === '' ? null : Number(value) })}
      />
      <Choice
        label={t('clients.filters.actual')}
        value={String(filter.hasActualIncome ?? '')}
        options={[
          any,
          { value: 'true', label: t('clients.filters.known') },
          { value: 'false', label: t('clients.filters.unknown') },
        ]}
        onChange={(value) => onFilter({ hasActualIncome: value === '' ? null : value === 'true' })}
      />
    </>
  );
}

const ORDERS = ['ascending', 'descending'] as const;

function Sorting({ filter, onFilter }: Pick<FilterPanelProps, 'filter' | 'onFilter'>) {
  const { t } = useWords();
  const sortBy = (value: string) => {
    const sort = SORTS.find((name) => name === value);
    if (sort) onFilter({ sort, descending: startsDescending(sort) });
  };
  return (
    <Stack direction="row" spacing={1}>
      <Choice
        label={t('clients.filters.sort')}
        value={filter.sort}
        options={SORTS.map((sort) => ({ value: sort, label: t(`clients.sorts.${sort}`) }))}
        onChange={sortBy}
      />
      <Choice
        label={t('clients.filters.order')}
        value={filter.descending ? 'descending' : 'ascending'}
        options={ORDERS.map((order) => ({ value: order, label: t(`clients.filters.${order}`) }))}
        onChange={(order) => onFilter({ descending: order === 'descending' })}
      />
    </Stack>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <TextField
      select
      fullWidth
      label={label}
      // A removed option is no longer in the list; its chip shows that the filter still uses it.
      value={options.some((option) => option.value === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
