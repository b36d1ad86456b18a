import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { FORECAST_SOURCES } from '../../parts/forecastSources.ts';
import { PeriodSelect } from '../../parts/PeriodSelect.tsx';
import { type LogFiltersState, STATUSES } from './logFilters.ts';

const TYPING_MS = 300;

export function LogFilterBar({ state }: { state: LogFiltersState }) {
  const { t } = useWords();
  const { filters, active, setPeriod, setFilter, clear } = state;
  const select = (name: 'source' | 'status', value: string | null, options: { value: string; label: string }[]) => (
    <TextField
      select
      label={t(`log.filter.${name}`)}
      value={value ?? ''}
      onChange={(event) => setFilter(name, event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 140 }}
    >
      <MenuItem value="">{t(`log.filter.any-${name}`)}</MenuItem>
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', rowGap: 1.5 }}>
      <PeriodSelect period={filters.period} onChange={setPeriod} />
      <ClientField value={filters.clientId} onChange={(client) => setFilter('client', client)} />
      {select(
        'source',
        filters.source,
        FORECAST_SOURCES.map((source) => ({ value: source, label: t(`log.source.${source}`) })),
      )}
      {select(
        'status',
        filters.status,
        STATUSES.map((status) => ({ value: status, label: t(`log.status.${status}`) })),
      )}
      {active > 0 && <Button onClick={clear}>{t('log.filter.clear')}</Button>}
    </Stack>
  );
}

/** Filters after the user has stopped typing for a moment. */
function ClientField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <TextField
      label={t('log.filter.client')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 200 } }}
      sx={{ width: 180 }}
    />
  );
}
