import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { EXPORT_COLUMNS, type ExportColumn, MAX_IN_LIST_ORDER } from '../../../core/clients/exportColumns.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { defaultChoices, type ExportChoices, SUBMISSION } from './exportOptions.ts';

type ExportColumnsProps = {
  choices: ExportChoices;
  onChange: (choices: ExportChoices) => void;
  clients: number;
  canExplain: boolean;
};

/** Chooses between a table with selected columns and a submission. */
export function ExportColumns({ choices, onChange, clients, canExplain }: ExportColumnsProps) {
  const { t, language } = useWords();
  const { columns, isSubmission } = choices;
  const chooseKind = (kind: string) =>
    onChange(kind === 'submission' ? { ...choices, ...SUBMISSION } : { ...defaultChoices(language), columns });
  const toggle = (column: ExportColumn) => {
    const others = columns.filter((other) => other !== column);
    onChange({ ...choices, columns: others.length === columns.length ? [...others, column] : others });
  };
  const reasons = columns.includes('reasons');
  const order = clients > MAX_IN_LIST_ORDER ? 'clientsExport.reasonsOrder' : 'clientsExport.reasonsNote';
  const note = canExplain ? order : 'clientsExport.noCovers';
  return (
    <div>
      <RadioGroup
        aria-label={t('clientsExport.what')}
        value={isSubmission ? 'submission' : 'table'}
        onChange={(_, kind) => chooseKind(kind)}
        // With wrapping, the grid of columns would get the height of a single column.
        sx={{ flexWrap: 'nowrap' }}
      >
        <FormControlLabel value="table" control={<Radio size="small" />} label={t('clientsExport.table')} />
        <FormGroup
          role="group"
          aria-label={t('clientsExport.columns')}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
            gridAutoRows: 36,
            pl: 3.5,
          }}
        >
          {EXPORT_COLUMNS.map((column) => (
            <FormControlLabel
              key={column}
              disabled={isSubmission || (column === 'reasons' && !canExplain)}
              control={<Checkbox size="small" checked={columns.includes(column)} onChange={() => toggle(column)} />}
              label={t(`clientsExport.column.${column}`)}
            />
          ))}
        </FormGroup>
        <FormControlLabel value="submission" control={<Radio size="small" />} label={t('clientsExport.submission')} />
      </RadioGroup>
      {!isSubmission && (reasons || !canExplain) && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t(note)}
        </Typography>
      )}
    </div>
  );
}
