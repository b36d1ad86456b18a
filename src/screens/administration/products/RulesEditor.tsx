import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useRef } from 'react';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Rule } from '../../../core/offers/offers.ts';
import type { ProductProblem } from '../../../core/offers/products.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { RuleRow } from './RuleRow.tsx';

type RulesEditorProps = {
  rules: Rule[];
  features: Feature[];
  problem: ProductProblem | null;
  onChange: (rules: Rule[]) => void;
};

/** Conditions on features; all of them must hold. */
export function RulesEditor({ rules, features, problem, onChange }: RulesEditorProps) {
  const { t } = useWords();
  const titleId = useId();
  const keys = useKeys(rules.length);
  const wrong = problem && 'rule' in problem ? problem.rule : -1;
  const remove = (row: number) => {
    keys.splice(row, 1);
    onChange(rules.filter((_, index) => index !== row));
  };
  return (
    <Box role="group" aria-labelledby={titleId}>
      <Typography id={titleId} component="h3" variant="h3">
        {t('administration.products.rules')}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1 }}>
        {t('administration.products.rulesNote')}
      </Typography>
      <Stack spacing={1.5}>
        {rules.map((rule, row) => (
          <RuleRow
            key={keys[row]}
            rule={rule}
            row={row}
            features={features}
            wrong={row === wrong}
            onChange={(next) => onChange(rules.map((other, index) => (index === row ? next : other)))}
            onRemove={() => remove(row)}
          />
        ))}
        <Button
          variant="outlined"
          disabled={features.length === 0}
          onClick={() => onChange([...rules, { feature: '', operator: 'ge', value: Number.NaN }])}
          sx={{ alignSelf: 'flex-start' }}
        >
          {t('administration.products.addRule')}
        </Button>
      </Stack>
    </Box>
  );
}

/** Rules have no identity, so each row has a key that survives the removal of other rows. */
function useKeys(count: number): number[] {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < count) keys.current.push(next.current++);
  return keys.current;
}
