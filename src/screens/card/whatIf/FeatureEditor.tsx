import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { Feature } from '../../../core/contract/contract.ts';
import { typicalValue, valueText } from '../../../core/explain/explanationText.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { CategoryField, DateField, FeatureNumberField, FlagField, type ValueFieldProps } from './valueFields.tsx';

type FeatureEditorProps = {
  feature: Feature;
  real: FeatureValue;
  value: FeatureValue;
  /** Increases each time this editor should take the focus. */
  focusTurn: number;
  onChange: (value: FeatureValue) => void;
  onReset: () => void;
};

/** Edits one feature: its value, "no data", or back to the real value. */
export function FeatureEditor({ feature, real, value, focusTurn, onChange, onReset }: FeatureEditorProps) {
  const { t, language } = useWords();
  const row = useRef<HTMLDivElement>(null);
  const title = feature.title[language];
  useEffect(() => {
    if (focusTurn > 0) row.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [focusTurn]);
  const toggleMissing = (missing: boolean) =>
    onChange(missing ? null : (real ?? typicalValue(feature) ?? fallback(feature)));
  return (
    <Box
      ref={row}
      role="group"
      aria-label={title}
      sx={{
        display: 'grid',
        gap: 1,
        alignItems: 'start',
        py: 1,
        mb: 1,
        borderBottom: 1,
        borderColor: 'divider',
        gridTemplateColumns: 'minmax(0, 1fr) auto',
        '& > :first-of-type': { gridColumn: '1 / -1' },
        '@container (min-width: 640px)': {
          gridTemplateColumns: 'minmax(0, 1fr) auto auto',
          '& > :first-of-type': { gridColumn: 'auto' },
        },
      }}
    >
      <div>
        <Field feature={feature} label={title} value={value} onCommit={onChange} />
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
          <bdi>{t('card.whatIf.was', { value: makeVisible(valueText(feature, real, language)) })}</bdi>
        </Typography>
      </div>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={value === null}
            onChange={(event) => toggleMissing(event.target.checked)}
            slotProps={{ input: { 'aria-label': t('card.whatIf.missingOf', { title }) } }}
          />
        }
        label={t('card.whatIf.missing')}
        sx={{ mr: 0 }}
      />
      <Button onClick={onReset} aria-label={t('card.whatIf.resetOne', { title })} sx={{ minHeight: 38 }}>
        {t('card.whatIf.reset')}
      </Button>
    </Box>
  );
}

function Field(props: ValueFieldProps) {
  const { feature } = props;
  if (feature.kind === 'category') return <CategoryField {...props} categories={feature.categories} />;
  if (feature.kind === 'date') return <DateField {...props} />;
  if (feature.unit === 'flag') return <FlagField {...props} />;
  return <FeatureNumberField {...props} />;
}

/** The initial value of a feature without a known value. */
function fallback(feature: Feature): FeatureValue {
  return feature.kind === 'category' ? (feature.categories[0] ?? null) : 0;
}
