import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Feature } from '../../../core/contract/contract.ts';
import { RULE_OPERATORS, type Rule, type RuleOperator } from '../../../core/offers/offers.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { OperatorSign } from './OperatorSign.tsx';
import { RuleValueField } from './RuleValueField.tsx';

type RuleRowProps = {
  rule: Rule;
  row: number;
  features: Feature[];
  wrong: boolean;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
};

/** Text can only be equal or not equal. */
const TEXT_OPERATORS: readonly RuleOperator[] = ['eq', 'ne'];

/** Edits one condition: the feature by its title, the operator, the value. */
export function RuleRow({ rule, row, features, wrong, onChange, onRemove }: RuleRowProps) {
  const { t, language } = useWords();
  const feature = features.find(({ name }) => name === rule.feature) ?? null;
  const operators = feature?.kind === 'category' ? TEXT_OPERATORS : RULE_OPERATORS;
  const choose = (chosen: Feature | null) => {
    if (!chosen) return onChange({ ...rule, feature: '' });
    const isText = chosen.kind === 'category';
    const operator = isText && !TEXT_OPERATORS.includes(rule.operator) ? 'eq' : rule.operator;
    onChange({ feature: chosen.name, operator, value: isText ? '' : Number.NaN });
  };
  return (
    <Box
      role="group"
      aria-label={t('administration.products.rule', { row: row + 1 })}
      sx={{
        display: 'grid',
        gap: 1,
        alignItems: 'center',
        gridTemplateColumns: { xs: '76px minmax(0, 1fr) auto', sm: 'minmax(0, 1fr) 76px 200px auto' },
        '& > :not(* + *)': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
      }}
    >
      <Autocomplete
        size="small"
        options={features}
        value={feature}
        onChange={(_, chosen) => choose(chosen)}
        getOptionLabel={(option) => option.title[language]}
        getOptionKey={(option) => option.name}
        slotProps={{ paper: { variant: 'outlined' } }}
        filterOptions={createFilterOptions({ limit: 60 })}
        renderInput={(params) => (
          <TextField {...params} label={t('administration.products.fields.feature')} error={wrong && !feature} />
        )}
      />
      <TextField
        select
        value={rule.operator}
        label={t('administration.products.fields.operator')}
        onChange={(event) => onChange({ ...rule, operator: event.target.value as RuleOperator })}
      >
        {operators.map((operator) => (
          <MenuItem key={operator} value={operator} aria-label={t(`administration.products.operators.${operator}`)}>
            <OperatorSign operator={operator} />
          </MenuItem>
        ))}
      </TextField>
      <RuleValueField
        key={rule.feature}
        feature={feature}
        value={rule.value}
        wrong={wrong && feature !== null}
        onChange={(value) => onChange({ ...rule, value })}
      />
      <Button onClick={onRemove} aria-label={t('administration.products.removeRule', { row: row + 1 })}>
        {t('frame.remove')}
      </Button>
    </Box>
  );
}
