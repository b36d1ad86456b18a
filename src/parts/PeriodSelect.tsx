import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useWords } from '../i18n/i18n.ts';
import { PERIODS, type Period, type PeriodName, toFieldText, toRange } from './period.ts';

/** Selects a period by name, or a custom one by its first and last minute. */
export function PeriodSelect({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { t } = useWords();
  const choose = (name: PeriodName) => {
    if (name !== 'custom') return onChange({ name, from: '', to: '' });
    const shown = toRange(period, Date.now());
    onChange({ name, from: shown.from === 0 ? '' : toFieldText(shown.from), to: toFieldText(shown.to) });
  };
  return (
    <>
      <TextField
        select
        label={t('period.label')}
        value={period.name}
        onChange={(event) => choose(event.target.value as PeriodName)}
        sx={{ minWidth: 150 }}
      >
        {PERIODS.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`period.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      {period.name === 'custom' &&
        (['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            type="datetime-local"
            label={t(`period.${end}`)}
            value={period[end]}
            onChange={(event) => onChange({ ...period, [end]: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
    </>
  );
}
