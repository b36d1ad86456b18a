import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import type { Contract } from '../../core/contract/contract.ts';
import { useWords } from '../../i18n/i18n.ts';
import { matchesFeature, rankFeature } from '../../parts/featureSearch.ts';

const SHOWN = 250;

type FeatureSelectProps = {
  label: string;
  contract: Contract;
  /** Positions in the contract, in the order of display. */
  options: number[];
  value: number | null;
  onChange: (feature: number | null) => void;
  /** The meaning of an empty field, if the field may be empty. */
  none?: string;
};

/** One of the model's features, found by words of its title or group. */
export function FeatureSelect({ label, contract, options, value, onChange, none }: FeatureSelectProps) {
  const { t, language } = useWords();
  const title = (index: number) => contract.features[index]?.title[language] ?? '';
  const group = (index: number) => t(`card.groups.${contract.features[index]?.group ?? 'other'}`);
  return (
    <Autocomplete
      size="small"
      value={value}
      options={options}
      disableClearable={none === undefined}
      getOptionLabel={title}
      getOptionKey={(index) => contract.features[index]?.name ?? index}
      filterOptions={(all, { inputValue }) => {
        const text = value !== null && inputValue === title(value) ? '' : inputValue;
        const found = all.filter((index) => matchesFeature(text, title(index), group(index)));
        if (text) found.sort((a, b) => rankFeature(text, title(a)) - rankFeature(text, title(b)));
        return found.slice(0, SHOWN);
      }}
      onChange={(_, next) => onChange(next)}
      clearText={none ?? ''}
      openText={label}
      closeText={t('frame.close')}
      noOptionsText={t('card.whatIf.none')}
      sx={{ flex: '1 1 280px', maxWidth: 480 }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          {...(none && { placeholder: none, slotProps: { ...params.slotProps, inputLabel: { shrink: true } } })}
        />
      )}
    />
  );
}
