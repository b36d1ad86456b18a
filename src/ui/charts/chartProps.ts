import type { ChartTable } from '../tables/DataTable.tsx';
import type { ChartFill } from './canvas.ts';

/** One number, a floating bar's [from, to], or null where there is nothing to draw. */
export type ChartValue = number | [number, number] | null;

export type ChartSeries = {
  label: string;
  values: ChartValue[];
  /** One fill for the whole series, or one for each value. */
  fill: ChartFill | ChartFill[];
};

export type ChartProps = {
  /** The chart's accessible name, and the name of the downloaded file. */
  title: string;
  kind: 'bar' | 'line';
  /** The label of each bar or point; an array for several lines. */
  labels: (string | string[])[];
  series: ChartSeries[];
  /** Horizontal bars, with labels at the left. */
  horizontal?: boolean;
  stacked?: boolean;
  height: number;
  /** Numbers on the axis. */
  formatAxis: (value: number) => string;
  /** Exact text in the tooltip for value `index` of a series. */
  formatValue: (value: ChartValue, index: number, series: ChartSeries) => string;
  /** Texts at the ends of the bars of the first series. */
  barLabels?: string[];
  /** Bounds of the value axis; by default they follow from the values. */
  bounds?: { min?: number; max?: number };
  /** The same figures as a table, for users who cannot see the chart. */
  table: ChartTable;
  onSelect?: (index: number) => void;
  /** Makes arrow keys move from value to value and Enter select; this is the accessible name of that group. */
  keys?: string;
};
