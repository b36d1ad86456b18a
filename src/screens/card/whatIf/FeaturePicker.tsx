import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { type Contract, FEATURE_GROUPS } from '../../../core/contract/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { matchesFeature, rankFeature } from '../../../parts/featureSearch.ts';

/** Nobody scrolls through more; the search finds the rest. */
const SHOWN = 250;

type FeaturePickerProps = { contract: Contract; taken: number[]; onPick: (feature: number) => void };

/** Finds a feature by words of its title or group. */
export function FeaturePicker({ contract, taken, onPick }: FeaturePickerProps) {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const title = (index: number) => contract.features[index]?.title[language] ?? '';
  const group = (index: number) => t(`card.groups.${contract.features[index]?.group ?? 'person'}`);
  const options = FEATURE_GROUPS.flatMap((name) =>
    contract.features.flatMap((feature, index) => (feature.group === name && !taken.includes(index) ? [index] : [])),
  );
  const find = (all: number[]) => {
    const found = all.filter((index) => matchesFeature(text, title(index), group(index)));
    if (text) found.sort((a, b) => rankFeature(text, title(a)) - rankFeature(text, title(b)));
    return found.slice(0, SHOWN);
  };
  return (
    <Autocomplete
      size="small"
      value={null}
      inputValue={text}
      onInputChange={(_, next, reason) => setText(reason === 'input' ? next : '')}
      options={options}
      getOptionLabel={title}
      getOptionKey={(index) => contract.features[index]?.name ?? index}
      {...(text === '' && { groupBy: group })}
      filterOptions={find}
      onChange={(_, index) => index !== null && onPick(index)}
      blurOnSelect
      autoHighlight
      forcePopupIcon={false}
      noOptionsText={t('card.whatIf.none')}
      sx={{ maxWidth: 480 }}
      renderInput={(params) => (
        <TextField {...params} label={t('card.whatIf.add')} placeholder={t('card.whatIf.addHint')} />
      )}
    />
  );
}
