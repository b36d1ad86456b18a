import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { explanationText } from '../../../core/explain/explanationText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { backgroundText } from '../../../parts/backgroundText.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { CopyButton } from '../../../ui/texts/CopyButton.tsx';
import { FeatureCurvePanel } from './FeatureCurvePanel.tsx';
import { NoExplanation } from './NoExplanation.tsx';
import { Sentences } from './Sentences.tsx';
import { Waterfall } from './Waterfall.tsx';

type ExplanationPanelProps = {
  card: ClientCard;
  contract: Contract;
  onPick: (feature: number) => void;
  onRetry: () => void;
};

/** Why the forecast is what it is: in words, then feature by feature. */
export function ExplanationPanel({ card, contract, onPick, onRetry }: ExplanationPanelProps) {
  const { t, language, format } = useWords();
  const { explanation, values, forecast, background } = card;
  const [along, setAlong] = useState<number | null>(null);
  if ('failure' in explanation) return <ExplanationFailure error={explanation.failure} onRetry={onRetry} />;
  const { interval } = forecast;
  const sentences = explanationText({ explanation, interval, features: contract.features, values }, language);
  return (
    <Panel
      title={t('card.explanation.title')}
      actions={
        <Box sx={{ '@media print': { display: 'none' } }}>
          <CopyButton label={t('card.explanation.copy')} text={() => sentences.join(' ')} />
        </Box>
      }
    >
      <Sentences sentences={sentences} />
      <Waterfall
        title={t('card.explanation.chart')}
        explanation={explanation}
        contract={contract}
        values={values}
        onPick={setAlong}
      />
      {along !== null && (
        <FeatureCurvePanel
          card={card}
          contract={contract}
          feature={along}
          onPick={onPick}
          onClose={() => setAlong(null)}
        />
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1 }}>
        <Chip
          size="small"
          variant="outlined"
          color="success"
          sx={{ height: 'auto', '& .MuiChip-label': { py: 0.25, whiteSpace: 'normal' } }}
          label={t('card.explanation.addsUp', { gap: format.number(explanation.gapRub) })}
        />
        <Typography variant="caption" color="textSecondary">
          {t('card.explanation.method')} {background && backgroundText(background, { t, format })}{' '}
          <Scaled transform={contract.transform} /> {t('card.explanation.edit')}
        </Typography>
      </Box>
    </Panel>
  );
}

/** Says how contributions to a transformed sum were converted to roubles. */
function Scaled({ transform: { kind } }: { transform: Contract['transform'] }) {
  const { t } = useWords();
  if (kind === 'identity') return null;
  return t('card.explanation.scaled', { scale: t(`card.explanation.scales.${kind}`) });
}

type ExplanationFailureProps = { error: { name: string; message: string }; onRetry: () => void };

/** Replaces the explanation; the rest of the card is still shown. */
export function ExplanationFailure({ error, onRetry }: ExplanationFailureProps) {
  const { t } = useWords();
  return (
    <Panel title={t('card.explanation.title')}>
      <NoExplanation error={error} onRetry={onRetry} />
    </Panel>
  );
}
