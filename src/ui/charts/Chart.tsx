import Box from '@mui/material/Box';
import { type Theme, useTheme } from '@mui/material/styles';
import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartData,
  Chart as ChartJs,
  type ChartOptions,
  type ChartType,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  type Scale,
  Tooltip,
} from 'chart.js';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Chart as ReactChart } from 'react-chartjs-2';
import { DataTable } from '../tables/DataTable.tsx';
import { useOneByOne } from '../useOneByOne.ts';
import { ChartTools } from './ChartTools.tsx';
import { savePng, toPaint, wrapText } from './canvas.ts';
import type { ChartProps } from './chartProps.ts';

declare module 'chart.js' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be augmented
  interface PluginOptionsByType<TType extends ChartType> {
    barLabels?: { texts: string[]; color: string; font: string } & Partial<Record<TType, never>>;
  }
}

/** Writes a text beside each bar: at its right end, where the eye already is. */
const barLabels: Plugin = {
  id: 'barLabels',
  afterDatasetsDraw: (chart) => {
    const { ctx, options } = chart;
    const { texts = [], color = '', font = '' } = options.plugins?.barLabels ?? {};
    if (texts.length === 0) return;
    ctx.save();
    ctx.font = font;
    ctx.fillStyle = color;
    ctx.textBaseline = 'middle';
    for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
      const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as { x: number; y: number; base: number };
      ctx.fillText(texts[index] ?? '', Math.max(x, base) + 6, y);
    }
    ctx.restore();
  },
};

ChartJs.register(
  barLabels,
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** The one door to Chart.js: theme colours, hairline grid, exact tooltips, a table behind, download as PNG. */
export function Chart(props: ChartProps) {
  const { title, height, table } = props;
  const theme = useTheme();
  const chart = useRef<ChartJs | null>(null);
  const [asTable, setAsTable] = useState(false);
  // The place, Chart.js without anything to draw, the picture: each in frames of its own.
  const stage = useOneByOne(2);
  const drawn = stage === 2 ? props : { ...props, labels: [], barLabels: [], series: [] };

  return (
    <Box>
      {asTable ? (
        <DataTable table={table} caption={title} />
      ) : (
        <Box
          sx={{ position: 'relative', height, minWidth: 0 }}
          {...(props.keys && {
            role: 'group',
            'aria-label': props.keys,
            tabIndex: 0,
            onKeyDown: (event: KeyboardEvent) => chart.current && walkBars(chart.current, event, props.onSelect),
          })}
        >
          {stage > 0 && (
            <ReactChart
              ref={chart}
              type={props.kind}
              data={toData(drawn)}
              options={toOptions(drawn, theme)}
              role="img"
              aria-label={title}
              style={{ visibility: stage === 2 ? 'visible' : 'hidden' }}
            />
          )}
        </Box>
      )}
      <ChartTools
        asTable={asTable}
        onTable={setAsTable}
        onPng={() => chart.current && savePng(chart.current.canvas, title, theme.palette.background.paper)}
      />
    </Box>
  );
}

/** Arrow keys lead from bar to bar, as the pointer does; Enter selects. */
function walkBars(chart: ChartJs, event: KeyboardEvent, onSelect: ChartProps['onSelect']): void {
  const bars = chart.getDatasetMeta(0).data;
  const at = chart.getActiveElements()[0]?.index ?? -1;
  if (event.key === 'Enter' && at >= 0) onSelect?.(at);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || bars.length === 0) return;
  event.preventDefault();
  const index = Math.min(bars.length - 1, Math.max(0, at + step));
  const active = [{ datasetIndex: 0, index }];
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, bars[index]?.tooltipPosition(true) ?? { x: 0, y: 0 });
  chart.update('none');
}

function toData({ kind, labels, series }: ChartProps): ChartData {
  return {
    labels,
    datasets: series.map(({ label, values, fill }) => {
      const paint = Array.isArray(fill) ? fill.map(toPaint) : toPaint(fill);
      if (kind === 'line') {
        const color = Array.isArray(paint) ? (paint[0] ?? '') : paint;
        return {
          label,
          data: values as (number | null)[],
          borderColor: color,
          backgroundColor: color,
          borderWidth: 1.5,
          pointRadius: values.length > 1 ? 0 : 3,
          pointHitRadius: 12,
        };
      }
      const data = values as (number | [number, number] | null)[];
      return { label, data, backgroundColor: paint, borderRadius: 2, borderSkipped: false, maxBarThickness: 18 };
    }),
  };
}

function toOptions(props: ChartProps, theme: Theme): ChartOptions {
  const { kind, horizontal = false, stacked = false, series, formatAxis, formatValue, bounds, onSelect } = props;
  const { palette, typography } = theme;
  const font = { family: typography.fontFamily ?? 'sans-serif', size: 12 };
  const padding = props.barLabels ? 76 : 4;
  const labelAxis = {
    type: 'category',
    stacked,
    grid: { display: false },
    border: { color: palette.divider },
    ticks: {
      font: { ...font, lineHeight: 1.15 },
      color: palette.text.primary,
      autoSkip: !horizontal,
      maxRotation: 0,
      autoSkipPadding: 12,
      ...(horizontal && { callback: wrapLabel(props.labels, padding, `12px ${typography.fontFamily}`) }),
    },
  } as const;
  const valueAxis = {
    type: 'linear',
    stacked,
    ...bounds,
    grid: { color: palette.meaning.grid, drawTicks: false },
    border: { display: false },
    ticks: {
      font,
      color: palette.text.secondary,
      maxTicksLimit: 6,
      maxRotation: 0,
      padding: 6,
      callback: (value: string | number) => formatAxis(Number(value)),
    },
  } as const;
  return {
    indexAxis: horizontal ? 'y' : 'x',
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    locale: document.documentElement.lang,
    layout: { padding: { right: padding } },
    interaction: { mode: kind === 'line' ? 'index' : 'nearest', intersect: false, axis: horizontal ? 'y' : 'x' },
    scales: horizontal ? { y: labelAxis, x: valueAxis } : { x: labelAxis, y: valueAxis },
    ...(onSelect && { onClick: (_event, [element]) => element && onSelect(element.index) }),
    plugins: {
      barLabels: { texts: props.barLabels ?? [], color: palette.text.primary, font: `12px ${typography.fontFamily}` },
      legend: {
        display: series.length > 1,
        align: 'start',
        labels: { font, color: palette.text.primary, boxWidth: 10, boxHeight: 10 },
      },
      tooltip: {
        backgroundColor: palette.text.primary,
        titleColor: palette.background.paper,
        bodyColor: palette.background.paper,
        titleFont: { ...font, weight: 600 },
        bodyFont: font,
        displayColors: series.length > 1,
        cornerRadius: 4,
        padding: 8,
        callbacks: {
          label: ({ datasetIndex, dataIndex }) => {
            const shown = series[datasetIndex];
            if (!shown) return '';
            const text = formatValue(shown.values[dataIndex] ?? null, dataIndex, shown);
            return series.length > 1 ? `${shown.label}: ${text}` : text;
          },
        },
      },
    },
  };
}

/** Chart.js gives an axis at most half of the width between the paddings; less its ticks, the labels must fit there. */
const TICK_ROOM = 14;

/** Labels of lying bars go on in further lines where they are longer than their room; in more of them where it is narrow. */
function wrapLabel(labels: ChartProps['labels'], padding: number, font: string) {
  return function (this: Scale, _value: string | number, index: number): string[] {
    const { ctx } = this.chart;
    const width = (this.chart.width - padding) / 2 - TICK_ROOM;
    ctx.save();
    ctx.font = font;
    const [first = '', ...rest] = [labels[index] ?? ''].flat();
    const wrapped = [
      ...wrapText(ctx, first, { width, most: width < 150 ? 3 : 2 }),
      ...rest.flatMap((line) => wrapText(ctx, line, { width, most: 1 })),
    ];
    ctx.restore();
    return wrapped;
  };
}
