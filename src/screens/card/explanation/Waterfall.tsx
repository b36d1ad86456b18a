import Button from '@mui/material/Button';
import { type Theme, useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import type { Contract } from '../../../core/contract/contract.ts';
import type { Explanation } from '../../../core/explain/explanation.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import type { ChartFill } from '../../../ui/charts/canvas.ts';
import { WaterfallLegend } from './WaterfallLegend.tsx';
import { TOP, type WaterfallStep, waterfall } from './waterfallBars.ts';

type WaterfallProps = {
  title: string;
  explanation: Explanation;
  contract: Contract;
  values: FeatureValue[];
  onPick: (feature: number) => void;
};

/** Room for the value and a title of two lines, or three when narrow, pixels. */
const BAR_HEIGHT = { wide: 42, narrow: 56 };
/**
 * When the lowest sum exceeds this share of the highest, the scale starts near the sums: from zero the steps would be
 * squeezed.
 */
const SQUEEZED = 0.7;

/** The way from the base value to the forecast, feature by feature. */
export function Waterfall({ title, explanation, contract, values, onPick }: WaterfallProps) {
  const { t, language, format } = useWords();
  const [all, setAll] = useState(false);
  const moved = explanation.contributionsRub.reduce((count, rub) => count + (rub === 0 ? 0 : 1), 0);
  const steps = waterfall({
    explanation,
    contract,
    values,
    language,
    most: all ? moved : TOP,
    words: {
      base: t('card.explanation.base'),
      forecast: t('card.explanation.forecast'),
      others: (count) => t('card.explanation.others', { count, n: format.integer(count) }),
    },
  });
  return (
    <>
      <WaterfallLegend />
      <WaterfallChart title={title} steps={steps} onPick={onPick} />
      {moved > TOP && (
        <Button
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ ml: -0.625, '@media print': { display: 'none' } }}
        >
          {t(all ? 'card.explanation.top' : 'card.explanation.all')}
        </Button>
      )}
    </>
  );
}

type WaterfallChartProps = Pick<WaterfallProps, 'title' | 'onPick'> & { steps: WaterfallStep[] };

function WaterfallChart({ title, steps, onPick }: WaterfallChartProps) {
  const { t, format } = useWords();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'), { noSsr: true });
  const actions = steps.map(({ feature }) => (feature === null ? null : () => onPick(feature)));
  const min = axisStart(steps);
  const amount = (step: WaterfallStep) => (isTotal(step) ? format.rub(step.rub) : format.rubChange(step.rub));
  // The chart may ask for a bar that has just been removed.
  const tip = (step: WaterfallStep | undefined) => {
    if (!step) return '';
    const typical = step.typical && t('card.explanation.typicalOf', { value: makeVisible(step.typical) });
    return [amount(step), typical].filter(Boolean).join(', ');
  };
  return (
    <Chart
      kind="bar"
      horizontal
      title={title}
      height={steps.length * (narrow ? BAR_HEIGHT.narrow : BAR_HEIGHT.wide) + 28}
      labels={steps.map(({ title, value }) => (value ? [title, makeVisible(value)] : title))}
      series={[
        {
          label: t('card.explanation.contribution'),
          values: steps.map((step) => [isTotal(step) ? Math.max(min, 0) : step.fromRub, step.toRub]),
          fill: steps.map((step) => fillOf(step, theme)),
        },
      ]}
      bounds={{ min }}
      barLabels={steps.map(amount)}
      formatAxis={format.rubShort}
      formatValue={(_, index) => tip(steps[index])}
      onSelect={(index) => actions[index]?.()}
      keys={t('card.explanation.steps')}
      table={{
        head: [
          t('card.explanation.feature'),
          t('card.explanation.value'),
          t('card.explanation.contribution'),
          t('card.explanation.sum'),
          t('card.explanation.typical'),
        ],
        numeric: [2, 3],
        actions,
        rows: steps.map((step) => [
          step.title,
          makeVisible(step.value),
          isTotal(step) ? '' : amount(step),
          format.rub(step.toRub),
          makeVisible(step.typical),
        ]),
      }}
    />
  );
}

function isTotal({ kind }: WaterfallStep): boolean {
  return kind === 'base' || kind === 'forecast';
}

function fillOf(step: WaterfallStep, { palette }: Theme): ChartFill {
  const { raises, lowers, missing } = palette.meaning;
  if (isTotal(step)) return palette.text.secondary;
  if (step.missing) return { hatch: missing };
  return step.rub > 0 ? raises : lowers;
}

/**
 * Where the axis starts: at zero, below zero when a sum is negative, or near the sums when zero would squeeze the
 * steps. A start near the sums is a multiple of a power of ten.
 */
function axisStart(steps: WaterfallStep[]): number {
  const sums = steps.map(({ toRub }) => toRub);
  const lowest = Math.min(...sums);
  const highest = Math.max(...sums);
  if (lowest <= highest * SQUEEZED) return Math.min(0, lowest);
  const start = lowest - (highest - lowest) * 0.5;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1_000, highest - start)));
  return Math.max(0, Math.floor(start / unit) * unit);
}
