import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { readNumber, toNumberText } from '../../ui/readNumber.ts';

type IncomeRangeProps = {
  minRub: number | null;
  maxRub: number | null;
  onChange: (range: { minIncomeRub: number | null; maxIncomeRub: number | null }) => void;
};

/** Income from–to; taken over on Enter or on leaving the field. */
export function IncomeRange({ minRub, maxRub, onChange }: IncomeRangeProps) {
  const { t } = useWords();
  return (
    <Stack direction="row" spacing={1}>
      <Amount
        label={t('clients.incomeFrom')}
        value={minRub}
        onChange={(minIncomeRub) => onChange({ minIncomeRub, maxIncomeRub: maxRub })}
      />
      <Amount
        label={t('clients.incomeTo')}
        value={maxRub}
        problem={minRub !== null && maxRub !== null && maxRub < minRub ? t('clients.incomeReversed') : undefined}
        onChange={(maxIncomeRub) => onChange({ minIncomeRub: minRub, maxIncomeRub })}
      />
    </Stack>
  );
}

type AmountProps = {
  label: string;
  value: number | null;
  problem?: string | undefined;
  onChange: (value: number | null) => void;
};

function Amount({ label, value, problem, onChange }: AmountProps) {
  const { t, language } = useWords();
  const written = toNumberText(value, language);
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const amount = readNumber(text);
  const wrong = Number.isNaN(amount) ? t('clients.incomeWrong') : problem;
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
