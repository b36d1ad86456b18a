import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { CurveLevels } from './CurveLevels.tsx';
import { StepCurve } from './StepCurve.tsx';

type FeatureCurvePanelProps = {
  card: ClientCard;
  contract: Contract;
  feature: number;
  onPick: (feature: number) => void;
  onClose: () => void;
};

/** How this client's forecast depends on one feature, with all other features unchanged. */
export function FeatureCurvePanel({ card, contract, feature: index, onPick, onClose }: FeatureCurvePanelProps) {
  const { t, language } = useWords();
  const feature = contract.features[index];
  const name = feature?.name ?? '';
  const answer = useQuery((api) => api.card.getFeatureCurve(card.id, name), [card.id, name]);
  const panel = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls again for another feature
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [name]);
  if (!feature) return null;
  const title = t('card.curve.title', { title: feature.title[language] });
  return (
    <div ref={panel}>
      <Panel
        title={title}
        actions={
          <div>
            <Button onClick={() => onPick(index)}>{t('card.curve.whatIf')}</Button>
            <Button onClick={onClose}>{t('frame.close')}</Button>
          </div>
        }
      >
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1 }}>
          {t('card.curve.lead')}
        </Typography>
        <AsyncView of={answer} rows={4}>
          {(curve) => {
            if (!curve) return <Typography color="textSecondary">{t('card.curve.gone')}</Typography>;
            if (feature.kind === 'category') return <CurveLevels title={title} curve={curve} />;
            return <StepCurve title={title} curve={curve} feature={feature} />;
          }}
        </AsyncView>
      </Panel>
    </div>
  );
}
