import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useWords } from '../../../i18n/i18n.ts';
import type { ExportChoices } from './exportOptions.ts';

const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const;
const DECIMALS = { ',': 'comma', '.': 'point' } as const;

type ExportSpellingProps = { choices: ExportChoices; onChange: (choices: ExportChoices) => void };

/** Delimiter, decimal sign and byte order mark of the file. */
export function ExportSpelling({ choices, onChange }: ExportSpellingProps) {
  const { t } = useWords();
  const { delimiter, decimal, hasMark } = choices;
  const isAmbiguous = delimiter === decimal;
  return (
    <Stack spacing={1}>
      <Stack direction="row" spacing={1.5}>
        <TextField
          select
          fullWidth
          size="small"
          label={t('clientsExport.delimiter')}
          value={delimiter}
          onChange={({ target }) => onChange({ ...choices, delimiter: target.value as ExportChoices['delimiter'] })}
          error={isAmbiguous}
        >
          {(Object.keys(DELIMITERS) as ExportChoices['delimiter'][]).map((sign) => (
            <MenuItem key={sign} value={sign}>
              {t(`clientsExport.delimiters.${DELIMITERS[sign]}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          fullWidth
          size="small"
          label={t('clientsExport.decimal')}
          value={decimal}
          onChange={({ target }) => onChange({ ...choices, decimal: target.value as ExportChoices['decimal'] })}
          error={isAmbiguous}
        >
          {(Object.keys(DECIMALS) as ExportChoices['decimal'][]).map((sign) => (
            <MenuItem key={sign} value={sign}>
              {t(`clientsExport.decimals.${DECIMALS[sign]}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      {isAmbiguous && (
        <Typography variant="caption" color="error" role="alert">
          {t('clientsExport.same')}
        </Typography>
      )}
      <FormControlLabel
        control={
          <Checkbox size="small" checked={hasMark} onChange={() => onChange({ ...choices, hasMark: !hasMark })} />
        }
        label={t('clientsExport.mark')}
      />
      <Typography variant="caption" color="textSecondary">
        {t('clientsExport.safe')}
      </Typography>
    </Stack>
  );
}
