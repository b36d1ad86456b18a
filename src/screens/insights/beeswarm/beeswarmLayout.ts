import type { Beeswarm } from '../../../../workers/data/insights/insights.api.ts';
import { MISSING, paintAt } from '../../../ui/scatter/paints.ts';
import { type Dots, type Scatter, viewOfMost } from '../../../ui/scatter/scatter.ts';

/** Sizes in pixels. */
export const LANE = 46;
export const AXIS = 26;
/** Positions in a lane, from its top, of dots with a value and of dots without one. */
const KNOWN = { middle: 19, reach: 15 };
const UNKNOWN = { middle: 40, reach: 4 };
const COLUMN = 3;
const MARGIN = 10;
/** A few far outliers would squeeze the rest, so the first view leaves out this share of the dots at each end. */
const OUTLYING = 0.001;

export type BeeswarmReach = { fromRub: number; toRub: number };
export type BeeswarmFrame = BeeswarmReach & { left: number; title: number };

/** The lowest and the highest effect; the range always includes zero. */
export function reachOf({ rows }: Beeswarm): BeeswarmReach {
  let [fromRub, toRub] = [0, 0];
  for (const { contributionsRub } of rows) {
    for (const rub of contributionsRub) {
      if (rub < fromRub) fromRub = rub;
      if (rub > toRub) toRub = rub;
    }
  }
  return { fromRub, toRub };
}

/** The space for titles: at the left, or above the lanes when narrow. */
export function frameOf(reach: BeeswarmReach, width: number): BeeswarmFrame {
  const narrow = width < 560;
  return { ...reach, left: narrow ? 0 : Math.min(300, Math.round(width * 0.3)), title: narrow ? 16 : 0 };
}

export function beeswarmHeight(lanes: number, width: number): number {
  return lanes * (LANE + (width < 560 ? 16 : 0)) + AXIS;
}

/**
 * Lays out one lane per feature: effects from left to right, equal effects stacked, missing values in a strip below.
 */
export function* layOutBeeswarm(swarm: Beeswarm, width: number): Generator<void, Scatter> {
  const { ids, rows } = swarm;
  const frame = frameOf(reachOf(swarm), width);
  const total = ids.length * rows.length;
  const dots: Dots = { x: new Float32Array(total), y: new Float32Array(total), paint: new Uint8Array(total) };
  for (const [lane, row] of rows.entries()) {
    yield;
    layOutLane({ lane, row, frame, width, count: ids.length, dots });
  }
  yield;
  const { left } = frame;
  const start = viewOfMost({ x: dots.x, left, width, outlying: OUTLYING, keep: xOf(frame, width)(0) });
  const height = beeswarmHeight(rows.length, width);
  return { width, height, fixedTo: left, dots, laneSize: Math.max(1, ids.length), start };
}

type Lane = {
  lane: number;
  row: Beeswarm['rows'][number];
  frame: BeeswarmFrame;
  width: number;
  count: number;
  dots: Dots;
};

/** Hot: index accesses are cast. */
function layOutLane({ lane, row, frame, width, count, dots }: Lane): void {
  const { contributionsRub, ranks } = row;
  const known = new Uint16Array(Math.ceil(width / COLUMN) + 1);
  const unknown = new Uint16Array(known.length);
  const toX = xOf(frame, width);
  const columns = new Uint16Array(count);
  const places = new Uint16Array(count);
  for (let at = 0; at < count; at++) {
    const column = Math.max(0, Math.round(toX(contributionsRub[at] as number) / COLUMN));
    const stacks = Number.isNaN(ranks[at]) ? unknown : known;
    columns[at] = column;
    places[at] = (stacks[column] as number)++;
  }
  const top = lane * (LANE + frame.title) + frame.title;
  const knownStep = stepOf(known, KNOWN.reach);
  const unknownStep = stepOf(unknown, UNKNOWN.reach);
  for (let at = 0; at < count; at++) {
    const rank = ranks[at] as number;
    const missing = Number.isNaN(rank);
    const place = places[at] as number;
    const beside = (place % 2 === 0 ? 1 : -1) * Math.ceil(place / 2);
    const dot = lane * count + at;
    dots.x[dot] = Math.max(frame.left, toX(contributionsRub[at] as number));
    dots.y[dot] = top + (missing ? UNKNOWN.middle + beside * unknownStep : KNOWN.middle + beside * knownStep);
    dots.paint[dot] = missing ? MISSING : paintAt(rank);
  }
}

/** The vertical distance of dots, which the highest stack limits. */
function stepOf(stacks: Uint16Array, reach: number): number {
  let highest = 1;
  for (const height of stacks) if (height > highest) highest = height;
  return Math.min(COLUMN, (2 * reach) / highest);
}

/** From roubles to pixels at zoom 1. */
export function xOf({ left, fromRub, toRub }: BeeswarmFrame, width: number): (rub: number) => number {
  const room = Math.max(1, width - left - 2 * MARGIN);
  const span = Math.max(1e-9, toRub - fromRub);
  return (rub) => left + MARGIN + ((rub - fromRub) / span) * room;
}

/** From pixels at zoom 1 to roubles. */
export function rubOf(frame: BeeswarmFrame, width: number): (x: number) => number {
  const room = Math.max(1, width - frame.left - 2 * MARGIN);
  return (x) => frame.fromRub + ((x - frame.left - MARGIN) / room) * (frame.toRub - frame.fromRub);
}
