import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import { MISSING } from '../../../ui/scatter/paints.ts';
import { type Dots, type Scatter, viewOfMost, WHOLE_VIEW } from '../../../ui/scatter/scatter.ts';
import { GUTTER, HEIGHT, leftOf, rubToY, scalesOf, valueToX } from './dependenceScales.ts';

const BATCH = 2_048;
/** Largest width of a column of dots with the same value, pixels. */
const WIDEST = 160;
/** The first view leaves out this share of the values at each end; the user reaches the outliers by dragging. */
const OUTLYING = 0.005;

type DependenceInput = { dependence: Dependence; feature: Feature; paints: Uint8Array };

/**
 * Lays out a dot per client: the value from left to right, the effect upwards, missing values in their own lane. Hot:
 * index accesses are cast.
 */
export function* layOutDependence(input: DependenceInput, width: number): Generator<void, Scatter> {
  const { dependence, feature, paints } = input;
  const { values, contributionsRub, ids } = dependence;
  const scales = scalesOf(dependence, feature);
  const left = leftOf(scales, width);
  const toX = valueToX(scales, width);
  const toY = rubToY(scales);
  const total = ids.length;
  const columnWidth = Math.min(WIDEST, (toX(1) - toX(0)) * 0.6);
  const columnOf = new Map(scales.levels?.map((code, column) => [code, column]));
  const dots: Dots = { x: new Float32Array(total), y: new Float32Array(total), paint: new Uint8Array(total) };
  for (let dot = 0; dot < total; dot++) {
    if (dot % BATCH === 0) yield;
    const value = values[dot] as number;
    const missing = Number.isNaN(value);
    const column = scales.levels === null ? value : (columnOf.get(value) ?? Number.NaN);
    const x = toX(column) + (scales.levels === null ? 0 : jitter(dot) * columnWidth);
    dots.x[dot] = missing ? (GUTTER + left) / 2 + jitter(dot) * Math.min(WIDEST, (left - GUTTER) * 0.5) : x;
    // A dot of a hidden category is placed outside of the picture.
    dots.y[dot] = missing || !Number.isNaN(x) ? toY(contributionsRub[dot] as number) : -1_000;
    if (Number.isNaN(dots.x[dot])) dots.x[dot] = width;
    dots.paint[dot] = missing ? MISSING : (paints[dot] as number);
  }
  const start = scales.levels === null ? viewOfMost({ x: dots.x, left, width, outlying: OUTLYING }) : WHOLE_VIEW;
  return { width, height: HEIGHT, fixedTo: left, dots, laneSize: Math.max(1, total), start };
}

/** A fixed pseudo-random offset per dot, −0.5…0.5. */
function jitter(dot: number): number {
  return ((Math.imul(dot + 1, 0x9e3779b1) >>> 8) & 0xffff) / 0xffff - 0.5;
}
