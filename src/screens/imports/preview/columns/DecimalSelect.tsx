import { styled } from '@mui/material/styles';
import { useWords } from '../../../../i18n/i18n.ts';
import type { ShownSign } from '../previewChoices.ts';

type DecimalSelectProps = {
  label: string;
  /** The decimal sign in use now. */
  found: ShownSign;
  chosen: ',' | '.' | null;
  onChange: (sign: ShownSign) => void;
};

const SIGNS = [
  { sign: 'auto', name: 'auto' },
  { sign: ',', name: 'comma' },
  { sign: '.', name: 'point' },
] as const;

/** A native select, since there may be hundreds. The automatic option names the sign found in the cells. */
export function DecimalSelect({ label, found, chosen, onChange }: DecimalSelectProps) {
  const { t } = useWords();
  const guess = t(`imports.preview.signs.${SIGNS.find(({ sign }) => sign === found)?.name ?? 'auto'}`);
  return (
    <Plain
      aria-label={label}
      value={chosen ?? 'auto'}
      onChange={(event) => onChange(event.target.value as ShownSign)}
      data-chosen={chosen !== null}
    >
      {SIGNS.map(({ sign, name }) => (
        <option key={sign} value={sign}>
          {sign === 'auto' && chosen === null ? guess : t(`imports.preview.signs.${name}`)}
        </option>
      ))}
    </Plain>
  );
}

const Plain = styled('select')(({ theme }) => ({
  font: 'inherit',
  fontSize: 13,
  width: '100%',
  height: 28,
  padding: '0 4px',
  borderRadius: 6,
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  '&[data-chosen="true"]': { borderColor: theme.palette.primary.main },
}));
