import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import type { PreviewColumn } from '../../../../../workers/data/imports/imports.api.ts';
import { NEVER_FEATURES } from '../../../../core/contract/contract.ts';
import { type ColumnUse, keyOfUse, sameUse } from '../../../../core/csv/choices.ts';
import { makeVisible } from '../../../../core/visibleText.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { matchesFeature, rankFeature } from '../../../../parts/featureSearch.ts';
import type { FeatureTitles } from './featureTitles.ts';

type UseFieldProps = {
  column: PreviewColumn;
  /** Column names by their present use. */
  takenBy: ReadonlyMap<string, string>;
  titles: FeatureTitles;
  onUse: (use: ColumnUse) => void;
  /** `isLeft`: the user has moved the focus elsewhere. */
  onClose: (isLeft: boolean) => void;
};

type Option = { use: ColumnUse; text: string; group: string; search: string; taken: string | null };

const KINDS = ['unused', 'id', 'name', 'date', 'actual-income'] as const;
/** Nobody scrolls through more; the search finds the rest. */
const SHOWN = 100;

/** All uses of a column, found by words of a feature's title or by its name. */
export function UseField({ column, takenBy, titles, onUse, onClose }: UseFieldProps) {
  const { t } = useWords();
  const options = useMemo((): Option[] => {
    const own = keyOfUse(column.use);
    const taken = (use: ColumnUse) => {
      const other = takenBy.get(keyOfUse(use));
      return other === undefined || keyOfUse(use) === own ? null : other;
    };
    const plain = kindsFor(column).map((kind): Option => {
      const text = t(`imports.preview.uses.${kind}`);
      return { use: { kind }, text, group: '', search: text, taken: taken({ kind }) };
    });
    const features = [...(isNeverFeature(column) ? [] : titles)].map(([feature, { title, group }]): Option => {
      const use: ColumnUse = { kind: 'feature', feature };
      return { use, text: title, group: t(`card.groups.${group}`), search: `${title} ${feature}`, taken: taken(use) };
    });
    features.sort((a, b) => a.group.localeCompare(b.group));
    // The present use comes first, so that opening and leaving the field changes nothing.
    const isNow = ({ use }: Option) => keyOfUse(use) === own;
    const all = [...plain, ...features];
    return [...all.filter(isNow), ...all.filter((option) => !isNow(option))];
  }, [column, takenBy, titles, t]);
  return (
    <Autocomplete
      size="small"
      open
      openOnFocus
      autoHighlight
      blurOnSelect
      disableClearable
      forcePopupIcon={false}
      options={options}
      value={options.find(({ use }) => sameUse(use, column.use)) as Option}
      getOptionLabel={({ text }) => text}
      getOptionKey={({ use }) => keyOfUse(use)}
      isOptionEqualToValue={(one, other) => sameUse(one.use, other.use)}
      filterOptions={(all, { inputValue }) => filtered(all, inputValue)}
      onChange={(_, option) => onUse(option.use)}
      onClose={(_, reason) => reason === 'escape' && onClose(false)}
      onBlur={() => onClose(true)}
      noOptionsText={t('card.whatIf.none')}
      slotProps={{
        popper: { style: { minWidth: 320 }, container: () => document.querySelector('main') },
        listbox: { style: { maxHeight: 300 } },
      }}
      renderOption={({ key, ...props }, { text, group, taken }) => (
        <Box component="li" key={key} {...props} sx={{ display: 'block !important', minHeight: '0 !important' }}>
          {text}
          <Box component="span" sx={{ display: 'block', fontSize: 12, color: 'text.secondary' }}>
            {[group, taken !== null && t('imports.preview.columns.takenBy', { column: makeVisible(taken) })]
              .filter(Boolean)
              .join(' · ')}
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          autoFocus
          onFocus={(event) => event.target.select()}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': t('imports.preview.columns.choose') },
          }}
        />
      )}
    />
  );
}

/** `target` can only be the actual income or unused; `w`, its weight, can only be unused. */
function kindsFor(column: PreviewColumn): readonly (typeof KINDS)[number][] {
  if (!isNeverFeature(column)) return KINDS;
  return column.guess.kind === 'actual-income' ? ['unused', 'actual-income'] : ['unused'];
}

/** A feature of the model's own may be called `W`. */
function isNeverFeature({ name, guess }: PreviewColumn): boolean {
  return guess.kind !== 'feature' && NEVER_FEATURES.includes(name.toLowerCase());
}

function filtered(all: Option[], text: string): Option[] {
  // Until something is typed, the field holds the present use, which is the first of all.
  if (all[0]?.text === text) return all.slice(0, SHOWN);
  const found = all.filter(({ search }) => matchesFeature(text, search));
  if (text) found.sort((a, b) => rankFeature(text, a.text) - rankFeature(text, b.text));
  return found.slice(0, SHOWN);
}
