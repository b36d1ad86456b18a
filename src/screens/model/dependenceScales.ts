import type { Dependence } from '../../../workers/insights.api.ts';
import type { Feature } from '../../core/contract.ts';

/** Measures of the picture, pixels. */
export const HEIGHT = 420;
export const BOTTOM = 46;
export const GUTTER = 76;
export const STRIP = 72;
const MARGIN = 14;
const MOST_LEVELS = 20;

/** Where values and effects stand. `levels`: a category's codes from the commonest on; null for numbers and dates. */
export type DependenceScales = {
  left: number;
  hasMissing: boolean;
  levels: number[] | null;
  /** Dots of levels that are not among `levels`: not drawn. */
  leftOut: number;
  from: number;
  to: number;
  lowRub: number;
  highRub: number;
};

export function scalesOf({ values, contributionsRub }: Dependence, feature: Feature): DependenceScales {
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
      if (feature.kind === 'category') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const left = GUTTER + (missing > 0 ? STRIP : 0);
  const common = { left, hasMissing: missing > 0, lowRub, highRub: highRub > lowRub ? highRub : lowRub + 1 };
  if (feature.kind !== 'category') {
    if (!Number.isFinite(from)) [from, to] = [0, 1];
    return { ...common, levels: null, leftOut: 0, from, to: to > from ? to : from + 1 };
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  const levels = byCount.slice(0, MOST_LEVELS).map(([code]) => code);
  const leftOut = byCount.slice(MOST_LEVELS).reduce((sum, [, count]) => sum + count, 0);
  return { ...common, levels, leftOut, from: -0.5, to: Math.max(0.5, levels.length - 0.5) };
}

export function valueToX({ left, from, to }: DependenceScales, width: number): (value: number) => number {
  const room = Math.max(1, width - left - 2 * MARGIN);
  return (value) => left + MARGIN + ((value - from) / (to - from)) * room;
}

export function xToValue({ left, from, to }: DependenceScales, width: number): (x: number) => number {
  const room = Math.max(1, width - left - 2 * MARGIN);
  return (x) => from + ((x - left - MARGIN) / room) * (to - from);
}

export function rubToY({ lowRub, highRub }: DependenceScales): (rub: number) => number {
  return (rub) => MARGIN + ((highRub - rub) / (highRub - lowRub)) * (HEIGHT - BOTTOM - 2 * MARGIN);
}
