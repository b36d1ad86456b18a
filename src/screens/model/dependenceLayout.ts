import type { Dependence } from '../../../workers/insights.api.ts';
import type { Feature } from '../../core/contract.ts';
import { MISSING } from '../../ui/dots/paints.ts';
import { type Dots, type Picture, type View, WHOLE } from '../../ui/dots/picture.ts';
import { type DependenceScales, GUTTER, HEIGHT, rubToY, STRIP, scalesOf, valueToX } from './dependenceScales.ts';

const BATCH = 2_048;
/** Far outliers are a drag away: the first view leaves out this share of the values at each end. */
const OUTLYING = 0.005;
/** The first view is only narrowed when that makes it this much clearer. */
const WORTH_IT = 1.5;

type DependenceInput = { found: Dependence; feature: Feature; paints: Uint8Array };

/** A dot for each client: its value from left to right, its effect upwards; missing values in a lane of their own. */
export function* layOutDependence(input: DependenceInput, width: number): Generator<void, Picture> {
  const { found, feature, paints } = input;
  const { values, contributionsRub, ids } = found;
  const scales = scalesOf(found, feature);
  const toX = valueToX(scales, width);
  const toY = rubToY(scales);
  const total = ids.length;
  const columnOf = new Map(scales.levels?.map((code, column) => [code, column]));
  const dots: Dots = { x: new Float32Array(total), y: new Float32Array(total), paint: new Uint8Array(total) };
  for (let dot = 0; dot < total; dot++) {
    if (dot % BATCH === 0) yield;
    const value = values[dot] ?? Number.NaN;
    const missing = Number.isNaN(value);
    const column = scales.levels === null ? value : (columnOf.get(value) ?? Number.NaN);
    const x = toX(scales.levels === null ? column : column + jitter(dot) * 0.6);
    dots.x[dot] = missing ? GUTTER + STRIP / 2 + jitter(dot) * STRIP * 0.5 : x;
    // A dot of a level that is not drawn stands where no picture is.
    dots.y[dot] = missing || !Number.isNaN(x) ? toY(contributionsRub[dot] ?? 0) : -1_000;
    if (Number.isNaN(dots.x[dot])) dots.x[dot] = width;
    dots.paint[dot] = missing ? MISSING : (paints[dot] ?? 0);
  }
  const start = scales.levels === null ? firstView(dots, scales, width) : WHOLE;
  return { width, height: HEIGHT, fixedTo: scales.left, dots, laneSize: Math.max(1, total), start };
}

/** Without the outlying values at both ends. */
function firstView({ x }: Dots, { left }: DependenceScales, width: number): View {
  const known = x.filter((at) => at >= left).sort();
  const from = known[Math.floor(known.length * OUTLYING)] ?? left;
  const to = known[Math.ceil(known.length * (1 - OUTLYING)) - 1] ?? width;
  const room = width - left;
  const zoom = room / Math.max(room / 40, (to - from) * 1.06);
  if (zoom < WORTH_IT) return WHOLE;
  return { zoom, pan: Math.min(Math.max(0, from - left - (to - from) * 0.03), room - room / zoom) };
}

/** The same for the same dot at all times, −0.5…0.5. */
function jitter(dot: number): number {
  return ((Math.imul(dot + 1, 0x9e3779b1) >>> 8) & 0xffff) / 0xffff - 0.5;
}
