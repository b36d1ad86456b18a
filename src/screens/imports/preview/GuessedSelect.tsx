import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useWords } from '../../../i18n/i18n.ts';

type GuessedSelectProps<Value extends string | number> = {
  label: string;
  value: Value | null;
  /** The user has not chosen the value. */
  isGuess: boolean;
  options: { value: Value; text: string }[];
  onChange: (value: Value) => void;
};

/** A select with a guessed value until the user chooses one. */
export function GuessedSelect<Value extends string | number>(props: GuessedSelectProps<Value>) {
  const { label, value, isGuess, options, onChange } = props;
  const { t } = useWords();
  const chosen = options.find((option) => option.value === value);
  return (
    <TextField
      select
      size="small"
      label={label}
      value={chosen ? String(chosen.value) : ''}
      helperText={isGuess && chosen ? t('imports.preview.guess') : ' '}
      onChange={(event) => {
        const next = options.find((option) => String(option.value) === event.target.value);
        if (next) onChange(next.value);
      }}
      sx={{ minWidth: 140, flex: '1 1 150px', maxWidth: 220 }}
    >
      {options.map((option) => (
        <MenuItem key={option.value} value={String(option.value)}>
          {option.text}
        </MenuItem>
      ))}
    </TextField>
  );
}
