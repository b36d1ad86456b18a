import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { memo, useDeferredValue, useRef, useState } from 'react';
import type { ClientCard as Card } from '../../../workers/data.api.ts';
import type { Contract } from '../../core/contract.ts';
import { type Segment, sortSegments } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Answer } from '../../ui/Answer.tsx';
import { EmptyPanel } from '../../ui/states.tsx';
import { useData } from '../../useData.ts';
import { CardHeader, type Step } from './CardHeader.tsx';
import { CardSkeleton } from './CardSkeleton.tsx';
import { Columns } from './Columns.tsx';
import { ExplanationFailure, ExplanationPanel } from './ExplanationPanel.tsx';
import { ForecastPanel } from './ForecastPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { OffersPanel } from './OffersPanel.tsx';
import { SegmentPanel } from './SegmentPanel.tsx';
import { useSettled } from './useSettled.ts';
import { ValuesPanel } from './ValuesPanel.tsx';
import { type PickedFeature, WhatIfPanel } from './WhatIfPanel.tsx';

/** Everything about one client: the number, what it means, why it is so, and what would change it. */
export function ClientCard({ clientId, step }: { clientId: string; step: Step }) {
  const { t } = useWords();
  const id = useSettled(clientId);
  const [loaded, retry] = useData(
    async (api) => {
      const model = api.model().catch((failure: Error) => failure);
      const [card, known, segments] = await Promise.all([api.card(id), model, api.segments()]);
      return { card, model: 'contract' in known ? known.contract : known, segments: sortSegments(segments) };
    },
    [id],
    ['clients', 'administration', 'log'],
  );
  // A card is drawn in slices, all of it at once visible, so that keys and scrolling never wait for it.
  const answer = useDeferredValue(loaded);
  return (
    <Answer of={[answer, retry]} loading={<CardSkeleton />}>
      {({ card, model, segments }) =>
        card ? (
          <Box sx={{ containerType: 'inline-size', '@media print': { containerType: 'normal' } }}>
            <Stack spacing={2} sx={{ p: { xs: 1.5, md: 2.5 }, pt: { xs: 1, md: 2 }, maxWidth: 1440 }}>
              <CardHeader card={card} contract={contractOf(model)} step={step} />
              <CardPanels card={card} model={model} segments={segments} onRetry={retry} />
            </Stack>
          </Box>
        ) : (
          <EmptyPanel title={t('card.gone.title')} text={t('card.gone.text')} />
        )
      }
    </Answer>
  );
}

/** The model's contract, or why there is none: what is stored can be read without a model. */
type ContractOrFailure = Contract | Error;

const contractOf = (model: ContractOrFailure): Contract | null => (model instanceof Error ? null : model);

type CardPanelsProps = { card: Card; model: ContractOrFailure; segments: Segment[]; onRetry: () => void };

/** Drawn anew for another card only, not while one walks on through the list. */
const CardPanels = memo(function CardPanels({ card, model, segments, onRetry }: CardPanelsProps) {
  const contract = contractOf(model);
  const [picked, setPicked] = useState<PickedFeature | null>(null);
  const whatIf = useRef<HTMLDivElement>(null);
  const pick = (feature: number) => {
    setPicked((last) => ({ feature, turn: (last?.turn ?? 0) + 1 }));
    whatIf.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <Columns wide="640px" template="minmax(0, 2fr) minmax(200px, 1fr)">
        <ForecastPanel card={card} contract={contract} segments={segments} />
        <SegmentPanel incomeRub={card.forecast.incomeRub} segment={card.segment} segments={segments} />
      </Columns>
      <OffersPanel offers={card.offers} contract={contract} segments={segments} />
      {model instanceof Error && <ExplanationFailure error={model} onRetry={onRetry} />}
      {contract && (
        <Columns wide="1180px" template="minmax(0, 1fr) minmax(0, 1fr)">
          <ExplanationPanel card={card} contract={contract} onPick={pick} onRetry={onRetry} />
          <Box ref={whatIf} sx={{ minWidth: 0, display: 'grid', '@media print': { display: 'none' } }}>
            <WhatIfPanel key={card.id} card={card} contract={contract} segments={segments} picked={picked} />
          </Box>
        </Columns>
      )}
      <HistoryPanel clientId={card.id} history={card.history} segments={segments} />
      {contract && <ValuesPanel card={card} contract={contract} onPick={pick} />}
    </>
  );
});
