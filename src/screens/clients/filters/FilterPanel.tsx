import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { ClientsFilter } from '../../../../workers/data/clients/clients.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { NumberField } from '../../../ui/fields/NumberField.tsx';
import { SORTS, startsDescending, toPercent, toShare } from '../clientsQuery.ts';
import type { FilterNames } from './useFilterNames.ts';

type FilterPanelProps = {
  /** What it hangs at; null while it is closed. */
  anchor: HTMLElement | null;
  filter: ClientsFilter;
  names: FilterNames;
  /** How many clients the filter leaves; null while that is not known. */
  matched: number | null;
  onFilter: (change: Partial<ClientsFilter>) => void;
  onClear: () => void;
  onClose: () => void;
};

/** All that the list can be narrowed and sorted by; every change counts at once. */
export function FilterPanel({ anchor, filter, names, matched, onFilter, onClear, onClose }: FilterPanelProps) {
  const { t, format } = useWords();
  const { minIncomeRub, maxIncomeRub, minIntervalShare, maxIntervalShare, hasActualIncome } = filter;
  const any = { value: '', label: t('clients.filters.any') };
  const bound = { notNumber: t('clients.filters.notANumber'), sx: { flex: 1, '& input': { textAlign: 'right' } } };
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
        <Range title={t('clients.filters.income')}>
          <NumberField
            {...bound}
            label={t('clients.filters.fromRub')}
            value={minIncomeRub}
            onCommit={(value) => onFilter({ minIncomeRub: value })}
          />
          <NumberField
            {...bound}
            label={t('clients.filters.toRub')}
            value={maxIncomeRub}
            problem={problemOf(minIncomeRub, maxIncomeRub, t('clients.filters.reversed'))}
            onCommit={(value) => onFilter({ maxIncomeRub: value })}
          />
        </Range>
        <Range title={t('clients.filters.interval')}>
          <NumberField
            {...bound}
            label={t('clients.filters.fromPercent')}
            value={toPercent(minIntervalShare)}
            onCommit={(value) => onFilter({ minIntervalShare: toShare(value) })}
          />
          <NumberField
            {...bound}
            label={t('clients.filters.toPercent')}
            value={toPercent(maxIntervalShare)}
            problem={problemOf(minIntervalShare, maxIntervalShare, t('clients.filters.reversed'))}
            onCommit={(value) => onFilter({ maxIntervalShare: toShare(value) })}
          />
        </Range>
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
          value={String(hasActualIncome ?? '')}
          options={[
            any,
            { value: 'true', label: t('clients.filters.known') },
            { value: 'false', label: t('clients.filters.unknown') },
          ]}
          onChange={(value) => onFilter({ hasActualIncome: value === '' ? null : value === 'true' })}
        />
        <Stack direction="row" spacing={1}>
          <Choice
            label={t('clients.filters.sort')}
            value={filter.sort}
            options={SORTS.map((sort) => ({ value: sort, label: t(`clients.sorts.${sort}`) }))}
            onChange={(value) => {
              const sort = SORTS.find((one) => one === value);
              if (sort) onFilter({ sort, descending: startsDescending(sort) });
            }}
          />
          <Choice
            label={t('clients.filters.order')}
            value={filter.descending ? 'descending' : 'ascending'}
            options={(['ascending', 'descending'] as const).map((value) => ({
              value,
              label: t(`clients.filters.${value}`),
            }))}
            onChange={(value) => onFilter({ descending: value === 'descending' })}
          />
        </Stack>
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

function problemOf(min: number | null, max: number | null, words: string): string | undefined {
  return min !== null && max !== null && max < min ? words : undefined;
}

function Range({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack spacing={1} role="group" aria-label={title}>
      <Typography variant="caption" color="textSecondary">
        {title}
      </Typography>
      <Stack direction="row" spacing={1}>
        {children}
      </Stack>
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
      // What is gone cannot be chosen any more; the chip says that it is still asked for.
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
