import Typography from '@mui/material/Typography';
import { memo } from 'react';
import type { Insights } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ScaleLegend } from '../../../ui/scatter/ScaleLegend.tsx';
import { BeeswarmPicture } from './BeeswarmPicture.tsx';

const TOP = 20;

/** How each client's values of the strongest features move the forecast. */
export const BeeswarmPanel = memo(function BeeswarmPanel({
  insights,
  contract,
}: {
  insights: Insights;
  contract: Contract;
}) {
  const { t, format } = useWords();
  const answer = useQuery((api) => api.insights.getBeeswarm(TOP), [insights]);
  return (
    <Panel title={t('insights.swarm.title')}>
      <Typography color="textSecondary" sx={{ mb: 1, maxWidth: '90ch' }}>
        {t('insights.swarm.lead')}
      </Typography>
      <ScaleLegend colour={t('insights.swarm.colour')} missing={t('insights.swarm.missing')} />
      <AsyncView of={answer} rows={12}>
        {(swarm) =>
          swarm && swarm.rows.length > 0 ? (
            <>
              <BeeswarmPicture swarm={swarm} contract={contract} />
              <Typography variant="caption" color="textSecondary" component="p">
                {t('insights.swarm.sample', { count: swarm.ids.length, shown: format.integer(swarm.ids.length) })}{' '}
                {t('scatter.hint')}
              </Typography>
            </>
          ) : (
            <Typography color="textSecondary">{t('insights.swarm.none')}</Typography>
          )
        }
      </AsyncView>
    </Panel>
  );
});
