import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Rule } from '../../../core/offers/offers.ts';
import { DAY_MS } from '../../../core/time.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { NumberField } from '../../../ui/fields/NumberField.tsx';

type Value = Rule['value'];
type RuleValueFieldProps = { feature: Feature | null; value: Value; wrong: boolean; onChange: (value: Value) => void };

/**
 * A field for the feature's kind: number with its unit, date, yes or no, or a category, for which any text is accepted.
 */
export function RuleValueField({ feature, value, wrong, onChange }: RuleValueFieldProps) {
  const { t } = useWords();
  const label = t('administration.products.fields.value');
  if (feature?.kind === 'category') {
    return (
      <Autocomplete
        freeSolo
        size="small"
        options={feature.categories}
        inputValue={String(value)}
        onInputChange={(_, text) => onChange(text)}
        slotProps={{ paper: { variant: 'outlined' } }}
        filterOptions={createFilterOptions({ limit: 60 })}
        renderInput={(params) => <TextField {...params} label={label} error={wrong} />}
      />
    );
  }
  if (feature?.kind === 'date') {
    return (
      <TextField
        type="date"
        label={label}
        error={wrong}
        value={Number.isFinite(value) ? new Date(Number(value) * DAY_MS).toISOString().slice(0, 10) : ''}
        onChange={(event) => onChange(Math.floor(Date.parse(event.target.value) / DAY_MS))}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    );
  }
  if (feature?.unit === 'flag' && (value === 0 || value === 1 || Number.isNaN(value))) {
    return (
      <TextField
        select
        label={label}
        error={wrong}
        value={Number.isNaN(value) ? '' : String(value)}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        <MenuItem value="1">{t('administration.yes')}</MenuItem>
        <MenuItem value="0">{t('administration.no')}</MenuItem>
      </TextField>
    );
  }
  const unit = feature?.unit ?? 'none';
  return (
    <NumberField
      label={label}
      value={Number(value)}
      scale={unit === 'share' ? 100 : 1}
      unit={t(`administration.units.${unit}`)}
      isWrong={wrong}
      onType={(number) => onChange(number ?? Number.NaN)}
    />
  );
}
