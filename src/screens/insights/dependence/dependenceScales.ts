import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';

/** Sizes in pixels. */
export const HEIGHT = 420;
export const BOTTOM = 46;
export const GUTTER = 76;
const STRIP = 72;
const MARGIN = 14;
const MOST_LEVELS = 20;

/**
 * The ranges of values and effects. `levels`: the values shown as columns, which are the codes of a category, most
 * common first, or the only value; null for other numbers and dates.
 */
export type DependenceScales = {
  hasMissing: boolean;
  levels: number[] | null;
  /** How many dots are hidden because their value is not in `levels`. */
  leftOut: number;
  from: number;
  to: number;
  lowRub: number;
  highRub: number;
};

export function scalesOf({ values, contributionsRub, distinctValues }: Dependence, feature: Feature): DependenceScales {
  const inColumns = feature.kind === 'category' || distinctValues < 2;
  let [from, to, lowRub, highRub] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  let missing = 0;
  const counts = new Map<number, number>();
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    const rub = contributionsRub[at] ?? 0;
    if (rub < lowRub) lowRub = rub;
    if (rub > highRub) highRub = rub;
    if (Number.isNaN(value)) missing++;
    else {
      if (value < from) from = value;
      if (value > to) to = value;
      if (inColumns) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const common = { hasMissing: missing > 0, lowRub, highRub: highRub > lowRub ? highRub : lowRub + 1 };
  if (!inColumns) return { ...common, levels: null, leftOut: 0, from, to };
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  const levels = byCount.slice(0, MOST_LEVELS).map(([code]) => code);
  const leftOut = byCount.slice(MOST_LEVELS).reduce((sum, [, count]) => sum + count, 0);
  return { ...common, levels, leftOut, from: -0.5, to: Math.max(0.5, levels.length - 0.5) };
}

/** Where the lane of missing values ends and the values begin; the right edge when there are no values. */
export function leftOf({ hasMissing, levels }: DependenceScales, width: number): number {
  if (levels?.length === 0) return width;
  return GUTTER + (hasMissing ? STRIP : 0);
}

export function valueToX(scales: DependenceScales, width: number): (value: number) => number {
  const { from, to } = scales;
  const left = leftOf(scales, width);
  const room = Math.max(1, width - left - 2 * MARGIN);
  return (value) => left + MARGIN + ((value - from) / (to - from)) * room;
}

export function xToValue(scales: DependenceScales, width: number): (x: number) => number {
  const { from, to } = scales;
  const left = leftOf(scales, width);
  const room = Math.max(1, width - left - 2 * MARGIN);
  return (x) => from + ((x - left - MARGIN) / room) * (to - from);
}

export function rubToY({ lowRub, highRub }: DependenceScales): (rub: number) => number {
  return (rub) => MARGIN + ((highRub - rub) / (highRub - lowRub)) * (HEIGHT - BOTTOM - 2 * MARGIN);
}
