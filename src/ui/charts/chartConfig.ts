import type { Theme } from '@mui/material/styles';
import { toPaint, wrapText } from './canvas.ts';
import type { ChartJsData, ChartJsOptions, ChartJsScale } from './chartJs.ts';
import type { ChartProps, ChartSeries } from './chartProps.ts';

/** A chart's series in the form that Chart.js expects. */
export function toData({ kind, labels, series }: Pick<ChartProps, 'kind' | 'labels' | 'series'>): ChartJsData {
  return { labels, datasets: series.map(kind === 'line' ? toLine : toBars) };
}

function toLine({ label, values, fill }: ChartSeries): ChartJsData['datasets'][number] {
  const [paint = ''] = [fill].flat().map(toPaint);
  return {
    label,
    data: values as (number | null)[],
    borderColor: paint,
    backgroundColor: paint,
    borderWidth: 1.5,
    // A line of one point would be invisible.
    pointRadius: values.length > 1 ? 0 : 3,
    pointHitRadius: 12,
  };
}

function toBars({ label, values, fill }: ChartSeries): ChartJsData['datasets'][number] {
  return {
    label,
    data: values as (number | [number, number] | null)[],
    backgroundColor: Array.isArray(fill) ? fill.map(toPaint) : toPaint(fill),
    borderRadius: 2,
    borderSkipped: false,
    maxBarThickness: 18,
  };
}

const FONT_SIZE = 12;
/** Space at the right of the bars, pixels: with and without labels. */
const PADDING = { labelled: 76, plain: 4 };

/** Axes, grid and tooltips in the theme's colours. */
export function toOptions(props: ChartProps, theme: Theme): ChartJsOptions {
  const { kind, horizontal = false, series, onSelect, barLabels } = props;
  const { palette, typography } = theme;
  const labelAxis = labelAxisOf(props, theme);
  const valueAxis = valueAxisOf(props, theme);
  return {
    indexAxis: horizontal ? 'y' : 'x',
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    locale: document.documentElement.lang,
    layout: { padding: { right: paddingOf(props) } },
    interaction: { mode: kind === 'line' ? 'index' : 'nearest', intersect: false, axis: horizontal ? 'y' : 'x' },
    scales: horizontal ? { y: labelAxis, x: valueAxis } : { x: labelAxis, y: valueAxis },
    ...(onSelect && { onClick: (_event, [element]) => element && onSelect(element.index) }),
    plugins: {
      barLabels: { texts: barLabels ?? [], color: palette.text.primary, font: canvasFont(theme) },
      legend: {
        display: series.length > 1,
        align: 'start',
        labels: {
          font: { family: familyOf(typography), size: FONT_SIZE },
          color: palette.text.primary,
          boxWidth: 10,
          boxHeight: 10,
        },
      },
      tooltip: tooltipOf(props, theme),
    },
  };
}

function labelAxisOf(props: ChartProps, theme: Theme) {
  const { labels, horizontal = false, stacked = false } = props;
  const { palette, typography } = theme;
  const wrap = wrapLabel(labels, paddingOf(props), canvasFont(theme));
  return {
    type: 'category',
    stacked,
    grid: { display: false },
    border: { color: palette.divider },
    ticks: {
      font: { family: familyOf(typography), size: FONT_SIZE, lineHeight: 1.15 },
      color: palette.text.primary,
      autoSkip: !horizontal,
      maxRotation: 0,
      autoSkipPadding: 12,
      ...(horizontal && { callback: wrap }),
    },
  } as const;
}

function valueAxisOf({ stacked = false, bounds, formatAxis }: ChartProps, { palette, typography }: Theme) {
  return {
    type: 'linear',
    stacked,
    ...bounds,
    grid: { color: palette.meaning.grid, drawTicks: false },
    border: { display: false },
    ticks: {
      font: { family: familyOf(typography), size: FONT_SIZE },
      color: palette.text.secondary,
      maxTicksLimit: 6,
      maxRotation: 0,
      padding: 6,
      callback: (value: string | number) => formatAxis(Number(value)),
    },
  } as const;
}

function tooltipOf({ series, formatValue }: ChartProps, { palette, typography }: Theme) {
  const font = { family: familyOf(typography), size: FONT_SIZE };
  return {
    backgroundColor: palette.text.primary,
    titleColor: palette.background.paper,
    bodyColor: palette.background.paper,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    displayColors: series.length > 1,
    cornerRadius: 4,
    padding: 8,
    callbacks: {
      label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
        const shown = series[datasetIndex];
        if (!shown) return '';
        const text = formatValue(shown.values[dataIndex] ?? null, dataIndex, shown);
        return series.length > 1 ? `${shown.label}: ${text}` : text;
      },
    },
  };
}

const paddingOf = ({ barLabels }: Pick<ChartProps, 'barLabels'>) => (barLabels ? PADDING.labelled : PADDING.plain);
const familyOf = ({ fontFamily }: Theme['typography']) => fontFamily ?? 'sans-serif';
const canvasFont = ({ typography }: Theme) => `${FONT_SIZE}px ${typography.fontFamily}`;

/** Chart.js gives an axis at most half of the width between the paddings. Labels get that width less the ticks. */
const TICK_WIDTH = 14;
/** Labels narrower than this, in pixels, may take three lines. */
const NARROW = 150;

/** Wraps the labels of horizontal bars: two lines, or three when the labels are narrow. */
function wrapLabel(labels: ChartProps['labels'], padding: number, font: string) {
  return function (this: ChartJsScale, _value: string | number, index: number): string[] {
    const { ctx } = this.chart;
    const width = (this.chart.width - padding) / 2 - TICK_WIDTH;
    ctx.save();
    ctx.font = font;
    const [first = '', ...rest] = [labels[index] ?? ''].flat();
    const wrapped = wrapText(ctx, first, { width, maxLines: width < NARROW ? 3 : 2 });
    for (const line of rest) wrapped.push(...wrapText(ctx, line, { width, maxLines: 1 }));
    ctx.restore();
    return wrapped;
  };
}
