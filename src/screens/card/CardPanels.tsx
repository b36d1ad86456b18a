import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo, useRef, useState } from 'react';
import type { ClientCard } from '../../../workers/data/card/card.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { Columns } from './Columns.tsx';
import { ExplanationFailure, ExplanationPanel } from './explanation/ExplanationPanel.tsx';
import { ForecastPanel } from './forecast/ForecastPanel.tsx';
import { SegmentPanel } from './forecast/SegmentPanel.tsx';
import { StaleForecast } from './forecast/StaleForecast.tsx';
import { HistoryPanel } from './history/HistoryPanel.tsx';
import { OffersPanel } from './offers/OffersPanel.tsx';
import type { CardData } from './useCard.ts';
import { ValuesPanel } from './values/ValuesPanel.tsx';
import { type PickedFeature, WhatIfPanel } from './whatIf/WhatIfPanel.tsx';

type CardPanelsProps = Omit<CardData, 'card'> & { card: ClientCard; onRetry: () => void };

/** Memoised, so that the panels render again only for another card and not while the user walks the list. */
export const CardPanels = memo(function CardPanels({ card, model, active, segments, onRetry }: CardPanelsProps) {
  const contract = model instanceof Error ? null : model;
  const [picked, setPicked] = useState<PickedFeature | null>(null);
  const whatIf = useRef<HTMLDivElement>(null);
  const pick = (feature: number) => {
    setPicked((last) => ({ feature, turn: (last?.turn ?? 0) + 1 }));
    whatIf.current?.scrollIntoView({ block: 'nearest' });
  };
  // What-if uses the active model. Next to another model's forecast it would compare two models, not two clients.
  const canSimulate = card.forecast.isByActiveModel && active?.version === card.valuesModel;
  return (
    <>
      {active && !card.forecast.isByActiveModel && <StaleForecast key={card.id} card={card} active={active} />}
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
            {canSimulate ? (
              <WhatIfPanel key={card.id} card={card} contract={contract} segments={segments} picked={picked} />
            ) : (
              <NoWhatIf />
            )}
          </Box>
        </Columns>
      )}
      <HistoryPanel card={card} contract={contract} segments={segments} />
      {contract && <ValuesPanel card={card} contract={contract} onPick={pick} />}
    </>
  );
});

function NoWhatIf() {
  const { t } = useWords();
  return (
    <Panel title={t('card.whatIf.title')}>
      <Typography color="textSecondary">{t('card.whatIf.otherModel')}</Typography>
    </Panel>
  );
}
