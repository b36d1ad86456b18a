import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { readNumber, toNumberText } from './readNumber.ts';

type NumberFieldProps = {
  label: string;
  /** Null or NaN is an empty field. */
  value: number | null;
  /** What is written is the value times this: 100 for a share that is written in per cent. */
  scale?: number;
  /** Stands at the end of the field. */
  unit?: string | undefined;
  placeholder?: string;
  /**
   * Takes a number over on Enter or on leaving the field, null when it is empty. What is no number stays in the field.
   */
  onCommit?: (value: number | null) => void;
  /** Hears of every keystroke: NaN for what is no number. */
  onType?: (value: number | null) => void;
  /** What to say of what is no number. */
  notNumber?: string;
  /** Why the value is not accepted. */
  problem?: string | undefined;
  isWrong?: boolean;
  /** A word about the number being typed, which is accepted. */
  hintOf?: (value: number) => string | undefined;
} & Pick<TextFieldProps, 'fullWidth' | 'sx'>;

/** A number as people write it. The text stands as it was typed until it is taken over. */
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
  // A typed text is forgotten once another value, or another language, is shown.
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
