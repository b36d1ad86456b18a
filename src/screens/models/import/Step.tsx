import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { createContext, type ReactNode, use, useId } from 'react';
import { useWords } from '../../../i18n/i18n.ts';

/** The steps that are shown, in their order: a step's number is its place among them. */
export const StepOrder = createContext<readonly StepName[]>([]);

export type StepName = 'file' | 'list' | 'draft' | 'columns' | 'check' | 'save';

/** One step of importing a model. */
export function Step({ name, children }: { name: StepName; children: ReactNode }) {
  const { t, format } = useWords();
  const titleId = useId();
  const number = use(StepOrder).indexOf(name) + 1;
  return (
    <Stack component="section" aria-labelledby={titleId} spacing={1}>
      <Typography id={titleId} component="h3" variant="h3">
        {t('models.import.step', { number: format.integer(number), title: t(`models.import.${name}.title`) })}
      </Typography>
      {children}
    </Stack>
  );
}
