import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { readNumber } from '../../../ui/fields/readNumber.ts';

type RowLimitProps = { limit: number | null; onLimit: (limit: number | null) => void };

const DEFAULT_SHARE = 0.05;

/** The largest share of rejected rows; above it the whole import fails. */
export function RowLimit({ limit, onLimit }: RowLimitProps) {
  const { t } = useWords();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (limit === null ? '' : String(Math.round(limit * 1e6) / 1e4));
  const percent = text === null ? null : readPercent(text);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={limit !== null}
            onChange={(_, checked) => {
              setText(null);
              onLimit(checked ? DEFAULT_SHARE : null);
            }}
          />
        }
        label={t('imports.preview.limit')}
        sx={{ mr: 0 }}
      />
      <TextField
        size="small"
        value={shown}
        disabled={limit === null}
        error={text !== null && percent === null}
        onChange={(event) => {
          setText(event.target.value);
          const next = readPercent(event.target.value);
          if (next !== null) onLimit(next / 100);
        }}
        onBlur={() => setText(null)}
        slotProps={{
          htmlInput: { 'aria-label': t('imports.preview.limitShare'), inputMode: 'decimal' },
          input: { endAdornment: '%' },
        }}
        sx={{ width: 96 }}
      />
    </Box>
  );
}

function readPercent(text: string): number | null {
  const value = readNumber(text);
  return value !== null && value >= 0 && value <= 100 ? value : null;
}
