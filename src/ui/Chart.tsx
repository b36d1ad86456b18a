import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
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
  Tooltip,
} from 'chart.js';
import { useRef, useState } from 'react';
import { Chart as ReactChart } from 'react-chartjs-2';
import { useWords } from '../i18n/i18n.ts';
import { type ChartTable, DataTable } from './DataTable.tsx';

declare module 'chart.js' {
  interface PluginOptionsByType<TType extends ChartType> {
    barLabels?: { texts: string[]; color: string; font: string } & Partial<Record<TType, never>>;
  }
}

/** Writes a text beside each bar: at its right end, where the eye already is. */
const barLabels: Plugin = {
  id: 'barLabels',
  afterDatasetsDraw: ({ ctx, getDatasetMeta, options }) => {
    const { texts = [], color = '', font = '' } = options.plugins?.barLabels ?? {};
    if (texts.length === 0) return;
    ctx.save();
    ctx.font = font;
    ctx.fillStyle = color;
    ctx.textBaseline = 'middle';
    for (const [index, bar] of getDatasetMeta(0).data.entries()) {
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

/** One number, a floating bar's [from, to], or null where there is nothing to draw. */
export type ChartValue = number | [number, number] | null;

/** A plain colour, or the same colour as a hatch. */
export type ChartFill = string | { hatch: string };

export type ChartSeries = {
  label: string;
  values: ChartValue[];
  /** One for the whole series, or one for each value. */
  fill: ChartFill | ChartFill[];
};

export type ChartProps = {
  /** The chart's accessible name, and the name of the downloaded file. */
  title: string;
  kind: 'bar' | 'line';
  /** What stands at each bar or point; several lines as an array. */
  labels: (string | string[])[];
  series: ChartSeries[];
  /** Bars lie: labels at the left. */
  horizontal?: boolean;
  stacked?: boolean;
  height: number;
  /** Numbers on the axis. */
  formatAxis: (value: number) => string;
  /** Exact text in the tooltip for value `index` of a series. */
  formatValue: (value: ChartValue, index: number, series: ChartSeries) => string;
  /** Texts that stand beside the bars of the first series. */
  barLabels?: string[];
  /** The bounds of the value axis, when they should not follow from the values. */
  bounds?: { min?: number; max?: number };
  /** The same figures for those who cannot see the chart. */
  table: ChartTable;
  onSelect?: (index: number) => void;
};

/** The one door to Chart.js: theme colours, hairline grid, exact tooltips, a table behind, download as PNG. */
export function Chart(props: ChartProps) {
  const { title, height, table } = props;
  const { t } = useWords();
  const theme = useTheme();
  const chart = useRef<ChartJs | null>(null);
  const [asTable, setAsTable] = useState(false);

  return (
    <Box>
      {asTable ? (
        <DataTable table={table} caption={title} />
      ) : (
        <Box sx={{ position: 'relative', height, minWidth: 0 }}>
          <ReactChart
            ref={chart}
            type={props.kind}
            data={toData(props)}
            options={toOptions(props, theme)}
            role="img"
            aria-label={title}
          />
        </Box>
      )}
      <Stack direction="row" spacing={1} sx={{ mt: 0.5, ml: -0.625, '@media print': { display: 'none' } }}>
        <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'frame.hideTable' : 'frame.showTable')}
        </Button>
        {!asTable && (
          <Button size="small" onClick={() => chart.current && savePng(chart.current, title, theme)}>
            {t('frame.downloadPng')}
          </Button>
        )}
      </Stack>
    </Box>
  );
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
  const labelAxis = {
    type: 'category',
    stacked,
    grid: { display: false },
    border: { color: palette.divider },
    ticks: { font, color: palette.text.primary, autoSkip: !horizontal, maxRotation: 0, autoSkipPadding: 12 },
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
    layout: { padding: { right: props.barLabels ? 76 : 4 } },
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

function toPaint(fill: ChartFill): string | CanvasPattern {
  if (typeof fill === 'string') return fill;
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const ctx = tile.getContext('2d');
  if (!ctx) return fill.hatch;
  ctx.strokeStyle = fill.hatch;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const shift of [-6, 0, 6]) {
    ctx.moveTo(shift, 6);
    ctx.lineTo(shift + 6, 0);
  }
  ctx.stroke();
  return ctx.createPattern(tile, 'repeat') ?? fill.hatch;
}

function savePng({ canvas }: ChartJs, title: string, { palette }: Theme): void {
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  const ctx = picture.getContext('2d');
  if (!ctx) return;
  ctx.fillStyle = palette.background.paper;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(canvas, 0, 0);
  picture.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${title}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
