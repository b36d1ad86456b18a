import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { FeatureChange } from '../../../../workers/data/log/log.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { FeatureEditor } from './FeatureEditor.tsx';
import { FeaturePicker } from './FeaturePicker.tsx';
import { SimulationResult } from './SimulationResult.tsx';
import { useSimulation } from './useSimulation.ts';

/** A feature chosen elsewhere on the card; `turn` distinguishes repeated choices of the same feature. */
export type PickedFeature = { feature: number; turn: number };

type WhatIfPanelProps = {
  card: ClientCard;
  contract: Contract;
  segments: Segment[];
  picked: PickedFeature | null;
};

/** Changed values with their position in the contract, in the order of picking. */
type Edits = { feature: number; value: FeatureValue }[];

/** Lets the user change values and see how forecast, segment, offers and explanation follow. */
export function WhatIfPanel({ card, contract, segments, picked }: WhatIfPanelProps) {
  const { t } = useWords();
  const [edits, setEdits] = useState<Edits>([]);
  const [focused, setFocused] = useState<PickedFeature | null>(null);
  const real = (feature: number): FeatureValue => card.values[feature] ?? null;
  const pick = (feature: number) => {
    setEdits((last) =>
      last.some((edit) => edit.feature === feature) ? last : [...last, { feature, value: real(feature) }],
    );
    setFocused((last) => ({ feature, turn: (last?.turn ?? 0) + 1 }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per choice
  useEffect(() => {
    if (picked) pick(picked.feature);
  }, [picked]);

  const changes = edits
    .filter(({ feature, value }) => value !== real(feature))
    .map(({ feature, value }): FeatureChange => ({ feature: contract.features[feature]?.name ?? '', value }));
  const [{ simulation, running, error }, retry] = useSimulation(card.id, changes);
  const simulated = card.values.map((value, index) => {
    const edit = edits.find(({ feature }) => feature === index);
    return edit ? edit.value : value;
  });

  return (
    <Panel
      title={t('card.whatIf.title')}
      actions={edits.length > 0 && <Button onClick={() => setEdits([])}>{t('card.whatIf.resetAll')}</Button>}
    >
      <Typography color="textSecondary" sx={{ mb: 1.5, maxWidth: '80ch' }}>
        {t('card.whatIf.lead')}
      </Typography>
      {edits.map(({ feature: index, value }) => {
        const feature = contract.features[index];
        if (!feature) return null;
        return (
          <FeatureEditor
            key={feature.name}
            feature={feature}
            real={real(index)}
            value={value}
            focusTurn={focused?.feature === index ? focused.turn : 0}
            onChange={(value) =>
              setEdits((last) => last.map((edit) => (edit.feature === index ? { feature: index, value } : edit)))
            }
            onReset={() => setEdits((last) => last.filter((edit) => edit.feature !== index))}
          />
        );
      })}
      <FeaturePicker contract={contract} taken={edits.map(({ feature }) => feature)} onPick={pick} />
      <Box aria-live="polite" sx={{ mt: 1.5 }}>
        {edits.length > 0 && changes.length === 0 && (
          <Typography color="textSecondary">{t('card.whatIf.same')}</Typography>
        )}
        {running && !simulation && <Chip size="small" variant="outlined" label={t('card.whatIf.running')} />}
      </Box>
      {error && !running && <ErrorPanel error={error} onRetry={retry} />}
      {simulation && changes.length > 0 && (
        <SimulationResult
          simulation={simulation}
          running={running}
          card={card}
          contract={contract}
          segments={segments}
          values={simulated}
          onPick={pick}
        />
      )}
    </Panel>
  );
}
