import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { readNumber, toNumberText } from './readNumber.ts';

type NumberFieldProps = {
  label: string;
  /** Null or NaN is an empty field. */
  value: number | null;
  /** The field shows the value times this: 100 for a share shown in per cent. */
  scale?: number;
  /** Shown at the end of the field. */
  unit?: string | undefined;
  placeholder?: string;
  /** Gets the number on Enter or blur, null when the field is empty. A text that is not a number stays in the field. */
  onCommit?: (value: number | null) => void;
  /** Called at every keystroke, with NaN for a text that is not a number. */
  onType?: (value: number | null) => void;
  /** The message for a text that is not a number. */
  notNumber?: string;
  /** Why the value is not accepted. */
  problem?: string | undefined;
  isWrong?: boolean;
  /** A hint about an accepted number while the user types it. */
  hintOf?: (value: number) => string | undefined;
} & Pick<TextFieldProps, 'fullWidth' | 'sx'>;

/** A field for numbers in the user's notation. The text stays as typed until it is committed. */
export function NumberField(props: NumberFieldProps) {
  const {
    value,
    scale = 1,
    unit,
    placeholder,
    onCommit,
    onType,
    notNumber,
    problem,
    isWrong,
    hintOf,
    ...field
  } = props;
  const { language } = useWords();
  const write = (number: number | null) =>
    number === null || Number.isNaN(number) ? '' : toNumberText(Number((number * scale).toPrecision(12)), language);
  const written = write(value);
  // The typed text is dropped when the value or the language changes.
  const [typed, setTyped] = useState<{ text: string; beside: string } | null>(null);
  const text = typed?.beside === written ? typed.text : written;
  const read = (text: string) => {
    const number = readNumber(text, language);
    return number === null ? null : Number((number / scale).toPrecision(15));
  };
  const number = read(text);
  const type = (text: string) => {
    const number = read(text);
    setTyped({ text, beside: onType ? write(number) : written });
    onType?.(number);
  };
  const commit = () => {
    if (!onCommit || Number.isNaN(number)) return;
    setTyped(null);
    if (text !== written && number !== value) onCommit(number);
  };
  const error = Number.isNaN(number) ? (notNumber ?? problem) : problem;
  const hint = number === null || Number.isNaN(number) ? undefined : hintOf?.(number);
  return (
    <TextField
      {...field}
      value={text}
      placeholder={placeholder}
      error={isWrong ?? error !== undefined}
      helperText={error ?? hint}
      onChange={(event) => type(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      slotProps={{
        htmlInput: { inputMode: 'decimal', maxLength: 40, autoComplete: 'off' },
        inputLabel: placeholder ? { shrink: true } : {},
        input: { endAdornment: unit && <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  );
}
