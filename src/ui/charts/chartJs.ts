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

// The only import of Chart.js: only the parts registered here are bundled.
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

/** Writes a text at the right end of each bar. */
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
