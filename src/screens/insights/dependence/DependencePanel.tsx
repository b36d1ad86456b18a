import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo, useMemo, useState } from 'react';
import type { Insights } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { FeatureSelect } from '../FeatureSelect.tsx';
import { DependencePicture } from './DependencePicture.tsx';

/** How the values of one feature move the forecast. */
export const DependencePanel = memo(function DependencePanel({
  insights,
  contract,
}: {
  insights: Insights;
  contract: Contract;
}) {
  const { t } = useWords();
  const options = useMemo(() => {
    const moved = insights.features.map(({ feature }) => feature);
    return [...moved, ...contract.features.flatMap((_, feature) => (moved.includes(feature) ? [] : [feature]))];
  }, [insights, contract]);
  const [feature, setFeature] = useState(options[0] ?? 0);
  const [colour, setColour] = useState<number | null>(null);
  const answer = useQuery((api) => api.insights.getDependence(feature, colour), [insights, feature, colour]);
  return (
    <Panel title={t('insights.dependence.title')}>
      <Typography color="textSecondary" sx={{ mb: 1.5, maxWidth: '90ch' }}>
        {t('insights.dependence.lead')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
        <FeatureSelect
          label={t('card.explanation.feature')}
          contract={contract}
          options={options}
          value={feature}
          onChange={(next) => next !== null && setFeature(next)}
        />
        <FeatureSelect
          label={t('insights.dependence.colour')}
          none={t('insights.dependence.noColour')}
          contract={contract}
          options={options}
          value={colour}
          onChange={setColour}
        />
      </Box>
      <AsyncView of={answer} rows={8}>
        {(dependence) =>
          dependence && dependence.ids.length > 0 ? (
            <DependencePicture dependence={dependence} contract={contract} />
          ) : (
            <Typography color="textSecondary">{t('insights.swarm.none')}</Typography>
          )
        }
      </AsyncView>
    </Panel>
  );
});
