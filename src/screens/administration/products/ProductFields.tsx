import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { ProductProblem } from '../../../core/offers/products.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { SegmentName } from '../../../parts/SegmentName.tsx';
import type { ProductDraft } from './productDraft.ts';

type ProductFieldsProps = {
  draft: ProductDraft;
  segments: Segment[];
  problem: ProductProblem | null;
  onChange: (draft: ProductDraft) => void;
};

/** Names, benefit, income bounds and segments of a product. */
export function ProductFields({ draft, segments, problem, onChange }: ProductFieldsProps) {
  const { t } = useWords();
  const text = (key: 'name' | 'benefit', tongue: 'ru' | 'en') => (
    <TextField
      label={t(`administration.products.fields.${key}-${tongue}`)}
      value={draft[key][tongue]}
      error={isMissing(problem, key, tongue)}
      onChange={(event) => onChange({ ...draft, [key]: { ...draft[key], [tongue]: event.target.value } })}
      slotProps={{ htmlInput: { maxLength: 200, lang: tongue } }}
    />
  );
  const bound = (key: 'min' | 'max') => (
    <TextField
      label={t(`administration.products.fields.${key}`)}
      value={draft[key]}
      error={
        problem?.kind === 'bounds-reversed' || (problem?.kind === 'not-a-number' && problem.field === `${key}IncomeRub`)
      }
      onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
      placeholder={t('administration.products.fields.noBound')}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { inputMode: 'decimal', maxLength: 24 },
        input: { endAdornment: <InputAdornment position="end">₽</InputAdornment> },
      }}
    />
  );
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {text('name', 'ru')}
        {text('name', 'en')}
        {text('benefit', 'ru')}
        {text('benefit', 'en')}
        {bound('min')}
        {bound('max')}
      </Box>
      <SegmentChoice draft={draft} segments={segments} onChange={onChange} />
    </>
  );
}

function SegmentChoice({ draft, segments, onChange }: Omit<ProductFieldsProps, 'problem'>) {
  const { t } = useWords();
  // Removed segments stay in the list, so that the user can take them out of the product.
  const gone = draft.segments.filter((id) => segments.every((segment) => segment.id !== id));
  const toggle = (id: string) => {
    const without = draft.segments.filter((other) => other !== id);
    onChange({ ...draft, segments: without.length < draft.segments.length ? without : [...without, id] });
  };
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: 12, mb: 0.5 }}>
        {t('administration.products.fields.segments')}
      </FormLabel>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
        {[...segments.map(({ id }) => id), ...gone].map((id) => (
          <FormControlLabel
            key={id}
            control={<Checkbox size="small" checked={draft.segments.includes(id)} onChange={() => toggle(id)} />}
            label={<SegmentName segmentId={id} segments={segments} />}
          />
        ))}
      </Box>
    </FormControl>
  );
}

function isMissing(problem: ProductProblem | null, key: 'name' | 'benefit', tongue: 'ru' | 'en'): boolean {
  if (problem?.kind !== 'name-missing' && problem?.kind !== 'benefit-missing') return false;
  return problem.kind.startsWith(key) && problem.language === tongue;
}
