import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import useMediaQuery from '@mui/material/useMediaQuery';
import { memo, startTransition, useState } from 'react';
import type { Insights } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { type ImportanceBy, importanceBars } from './importanceBars.ts';

const TOP = 20;
/** Room for a title of two lines, or three when narrow, pixels. */
const BAR_HEIGHT = { wide: 34, narrow: 50 };

type ImportancePanelProps = { insights: Insights; contract: Contract };

/** By how many roubles each feature, or each group of features, moves a forecast on average. */
export const ImportancePanel = memo(function ImportancePanel({ insights, contract }: ImportancePanelProps) {
  const { t, language, format } = useWords();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'), { noSsr: true });
  const [by, setBy] = useState<ImportanceBy>('feature');
  const [all, setAll] = useState(false);
  const every = importanceBars({ insights, contract, by, language, t, format });
  const bars = all || by === 'group' ? every : every.slice(0, TOP);
  const height = bars.length * (narrow ? BAR_HEIGHT.narrow : BAR_HEIGHT.wide) + 28;
  const label = t('insights.importance.mean');
  return (
    <Panel
      title={t('insights.importance.title')}
      actions={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={by}
          aria-label={t('insights.importance.by')}
          onChange={(_, next: ImportanceBy | null) => next && startTransition(() => setBy(next))}
          sx={{ '& .MuiToggleButton-root': { py: 0.25, textTransform: 'none' } }}
        >
          <ToggleButton value="feature">{t('insights.importance.feature')}</ToggleButton>
          <ToggleButton value="group">{t('insights.importance.group')}</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <Chart
        kind="bar"
        horizontal
        title={t('insights.importance.title')}
        height={height}
        labels={bars.map((bar) => bar.title)}
        series={[{ label, values: bars.map(({ rub }) => rub), fill: theme.palette.primary.main }]}
        bounds={{ min: 0 }}
        barLabels={bars.map(({ rub }) => format.rub(rub))}
        formatAxis={format.rubShort}
        formatValue={(value) => format.rub(Number(value))}
        table={{
          head: [t(`insights.importance.head.${by}`), label, t(`insights.importance.note.${by}`)],
          numeric: [1, 2],
          rows: bars.map(({ title, rub, note }) => [title, format.rub(rub), note]),
        }}
      />
      {by === 'feature' && every.length > TOP && (
        <Button
          aria-expanded={all}
          onClick={() => startTransition(() => setAll(!all))}
          sx={{ ml: -0.625, '@media print': { display: 'none' } }}
        >
          {all
            ? t('insights.importance.fewer', { n: format.integer(TOP) })
            : t('insights.importance.all', { count: every.length, n: format.integer(every.length) })}
        </Button>
      )}
    </Panel>
  );
});
