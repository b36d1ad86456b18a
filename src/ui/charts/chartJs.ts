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
import { Chart as ReactChartJs } from 'react-chartjs-2';

// The one door to Chart.js: what our charts need of it is registered here, and nothing else is shipped.
export const ReactChart = ReactChartJs;
export type ChartJsInstance = ChartJs;
export type ChartJsData = ChartData;
export type ChartJsOptions = ChartOptions;
export type ChartJsScale = Scale;

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
