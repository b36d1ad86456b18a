import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { Insights } from '../../../workers/data/insights/insights.api.ts';
import type { ModelCard } from '../../../workers/data/models/models.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { backgroundText } from '../../parts/backgroundText.ts';
import { SyntheticLabel } from '../../parts/SyntheticLabel.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { NameList } from '../../ui/texts/NameList.tsx';

/** What was explained, for which clients, and how exactly. */
export function MethodPanel({ insights, model }: { insights: Insights; model: ModelCard }) {
  const { t, format } = useWords();
  const { rows, ofRows, background, baseRub, worstGapRub, unexplained } = insights;
  const { transform, name, version, synthetic } = model.contract;
  const counts = { count: ofRows, shown: format.integer(rows), total: format.integer(ofRows) };
  return (
    <Panel title={t('insights.method.title')} actions={synthetic && <SyntheticLabel />}>
      <Typography>
        <bdi>{t(rows < ofRows ? 'insights.method.sampled' : 'insights.method.all', { ...counts, name, version })}</bdi>{' '}
        {t('insights.method.base', { base: format.rub(baseRub) })} {rows === 1 && t('insights.method.single')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 1 }}>
        <Chip
          size="small"
          variant="outlined"
          color="success"
          sx={{ height: 'auto', '& .MuiChip-label': { py: 0.25, whiteSpace: 'normal' } }}
          label={t('insights.method.gap', { gap: format.number(worstGapRub) })}
        />
        <Typography variant="caption" color="textSecondary">
          {t('card.explanation.method')} {backgroundText(background, { t, format })}{' '}
          {transform.kind !== 'identity' &&
            t('card.explanation.scaled', { scale: t(`card.explanation.scales.${transform.kind}`) })}
        </Typography>
      </Box>
      {unexplained.rows > 0 && (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          {t('insights.method.unexplained', { count: unexplained.rows, shown: format.integer(unexplained.rows) })}{' '}
          <NameList names={unexplained.ids} />
        </Alert>
      )}
    </Panel>
  );
}
