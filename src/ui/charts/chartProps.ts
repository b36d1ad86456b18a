import type { ChartTable } from '../tables/DataTable.tsx';
import type { ChartFill } from './canvas.ts';

/** One number, a floating bar's [from, to], or null where there is nothing to draw. */
export type ChartValue = number | [number, number] | null;

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
  /** Arrow keys walk from value to value and Enter selects; what such a walk is called. */
  keys?: string;
};
