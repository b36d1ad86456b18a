import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useDeferredValue } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { EmptyPanel } from '../../ui/panels/states.tsx';
import { useSettled } from '../../ui/useSettled.ts';
import { CardHeader, type Step } from './CardHeader.tsx';
import { CardPanels } from './CardPanels.tsx';
import { CardSkeleton } from './CardSkeleton.tsx';
import { useCard } from './useCard.ts';

/** Everything about one client: the forecast, its meaning, its reasons, and what would change it. */
export function ClientCard({ clientId, step }: { clientId: string; step: Step }) {
  const { t } = useWords();
  const [loaded, retry] = useCard(useSettled(clientId));
  // A deferred value renders in slices, so that a large card does not block keys and scrolling.
  const answer = useDeferredValue(loaded);
  return (
    <AsyncView of={[answer, retry]} loading={<CardSkeleton />}>
      {({ card, model, active, segments }) =>
        card ? (
          <Box sx={{ containerType: 'inline-size', '@media print': { containerType: 'normal' } }}>
            <Stack spacing={2} sx={{ p: { xs: 1.5, md: 2.5 }, pt: { xs: 1, md: 2 }, maxWidth: 1440 }}>
              <CardHeader card={card} contract={model instanceof Error ? null : model} step={step} />
              <CardPanels card={card} model={model} active={active} segments={segments} onRetry={retry} />
            </Stack>
          </Box>
        ) : (
          <EmptyPanel title={t('card.gone.title')} text={t('card.gone.text')} />
        )
      }
    </AsyncView>
  );
}
