import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import type { Feature } from '../../../core/contract/contract.ts';
import { valueText } from '../../../core/explain/explanationText.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import { DAY_MS } from '../../../core/time.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { NumberField } from '../../../ui/fields/NumberField.tsx';

export type ValueFieldProps = {
  feature: Feature;
  label: string;
  /** Null while "no data" is chosen. */
  value: FeatureValue;
  onCommit: (value: FeatureValue) => void;
};

const UNIT_SIGNS: Partial<Record<Feature['unit'], string>> = { rub: '₽', usd: '$', share: '%', percent: '%' };

/** A number in the user's notation; shares are shown in per cent. Committed on Enter or blur. */
export function FeatureNumberField({ feature, label, value, onCommit }: ValueFieldProps) {
  const { t, language } = useWords();
  return (
    <NumberField
      fullWidth
      label={label}
      value={typeof value === 'number' ? value : null}
      scale={feature.unit === 'share' ? 100 : 1}
      unit={UNIT_SIGNS[feature.unit]}
      placeholder={value === null ? t('frame.noData') : ''}
      notNumber={t('card.whatIf.notNumber')}
      hintOf={(number) => outside(feature, number, language, t)}
      onCommit={(number) => number !== null && onCommit(number)}
    />
  );
}

/**
 * While a year is typed, the field holds years such as 0002 for 2024. Dates from this year on are committed at once.
 */
const FIRST_WHOLE_YEAR = '1900';

/** A calendar date. */
export function DateField({ feature, label, value, onCommit }: ValueFieldProps) {
  const { t, language } = useWords();
  const written = typeof value === 'number' ? toIso(value) : '';
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const day = Date.parse(text) / DAY_MS;
  const wrong = text !== '' && !Number.isInteger(day);
  const commit = (chosen: string) => {
    const chosenDay = Date.parse(chosen) / DAY_MS;
    if (Number.isInteger(chosenDay) && chosen !== written) onCommit(chosenDay);
  };
  return (
    <TextField
      fullWidth
      type="date"
      label={label}
      value={text}
      error={wrong}
      helperText={wrong ? t('card.whatIf.notDate') : outside(feature, day, language, t)}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value >= FIRST_WHOLE_YEAR) commit(target.value);
      }}
      onBlur={() => commit(text)}
      onKeyDown={(event) => event.key === 'Enter' && commit(text)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

/** Yes or no. */
export function FlagField({ label, value, onCommit }: ValueFieldProps) {
  const { t } = useWords();
  return (
    <TextField
      select
      fullWidth
      label={label}
      value={value === null ? '' : String(value)}
      onChange={(event) => onCommit(Number(event.target.value))}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      {value === null && (
        <option value="" disabled>
          {t('frame.noData')}
        </option>
      )}
      {typeof value === 'number' && value !== 0 && value !== 1 && <option value={value}>{value}</option>}
      <option value="1">{t('card.whatIf.yes')}</option>
      <option value="0">{t('card.whatIf.no')}</option>
    </TextField>
  );
}

const filterCategories = createFilterOptions<string>({ limit: 100 });

/** One of the model's categories; a value that the model does not know is marked as unknown. */
export function CategoryField({
  label,
  value,
  categories,
  onCommit,
}: ValueFieldProps & { categories: readonly string[] }) {
  const { t } = useWords();
  const current = typeof value === 'string' ? value : null;
  const unseen = current !== null && !categories.includes(current);
  return (
    <Autocomplete
      size="small"
      fullWidth
      disableClearable
      value={current as string}
      options={unseen ? [current, ...categories] : [...categories]}
      getOptionLabel={makeVisible}
      filterOptions={filterCategories}
      onChange={(_, chosen) => onCommit(chosen)}
      noOptionsText={t('card.whatIf.notCategory')}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          placeholder={value === null ? t('frame.noData') : ''}
          helperText={unseen ? t('card.whatIf.unseen', { value: makeVisible(current.slice(0, 100)) }) : undefined}
        />
      )}
    />
  );
}

type OutsideWords = ReturnType<typeof useWords>['t'];

/** Warns about a value outside the training data. It is allowed, but the model has learned nothing about it. */
function outside(feature: Feature, value: number, language: 'ru' | 'en', t: OutsideWords): string | undefined {
  if (feature.kind === 'category' || !feature.deciles) return undefined;
  const [min, max] = [feature.deciles[0] ?? 0, feature.deciles[10] ?? 0];
  if (!(value < min || value > max)) return undefined;
  const write = (bound: number) => valueText(feature, bound, language);
  return t('card.whatIf.outside', { min: write(min), max: write(max) });
}

function toIso(day: number): string {
  const date = new Date(day * DAY_MS);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
