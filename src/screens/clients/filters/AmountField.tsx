import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { readNumber, toNumberText } from '../../../ui/texts/readNumber.ts';

type AmountFieldProps = {
  label: string;
  value: number | null;
  problem?: string | undefined;
  onChange: (value: number | null) => void;
};

/** A number or nothing; taken over on Enter or on leaving the field. */
export function AmountField({ label, value, problem, onChange }: AmountFieldProps) {
  const { t, language } = useWords();
  const written = toNumberText(value, language);
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const amount = readNumber(text);
  const wrong = Number.isNaN(amount) ? t('clients.filters.notANumber') : problem;
  const commit = () => {
    if (Number.isNaN(amount)) return;
    setText(toNumberText(amount, language));
    if (amount !== value) onChange(amount);
  };
  return (
    <TextField
      label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      error={wrong !== undefined}
      helperText={wrong}
      sx={{ flex: 1, '& input': { textAlign: 'right' } }}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 24, autoComplete: 'off' } }}
    />
  );
}
