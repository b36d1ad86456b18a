// These loops run over a hundred thousand dots. They use `as number` instead of index checks, which cost time.

/** Positions of dots in pixels at zoom 1, from the scatter's top left corner; `paint` is a position in `Paints`. */
export type Dots = { x: Float32Array; y: Float32Array; paint: Uint8Array };

/** Dots after their layout. */
export type Scatter = {
  width: number;
  height: number;
  /** The part left of this does not move: labels, and the lane of missing values. */
  fixedTo: number;
  dots: Dots;
  /** Dots per lane; the lanes follow each other in `dots`. */
  laneSize: number;
  /** The first view. */
  start: ScatterView;
};

/** The visible part of the scatter: `pan` is how many pixels at zoom 1 are hidden at the left. */
export type ScatterView = { zoom: number; pan: number };

export const WHOLE_VIEW: ScatterView = { zoom: 1, pan: 0 };
const DEEPEST_ZOOM = 400;

export function toScreen(x: number, { fixedTo }: Scatter, { zoom, pan }: ScatterView): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo - pan) * zoom;
}

export function toLayout(x: number, { fixedTo }: Scatter, { zoom, pan }: ScatterView): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo) / zoom + pan;
}

/** The view zoomed by a factor around a position on the screen. */
export function zoomed(scatter: Scatter, view: ScatterView, factor: number, aroundX: number): ScatterView {
  const zoom = Math.min(DEEPEST_ZOOM, Math.max(1, view.zoom * factor));
  const offset = Math.max(0, aroundX - scatter.fixedTo);
  return { zoom, pan: view.pan + offset / view.zoom - offset / zoom };
}

/** The nearest view that shows nothing beyond the scatter's ends. */
export function clampView({ width, fixedTo }: Scatter, { zoom, pan }: ScatterView): ScatterView {
  const movable = width - fixedTo;
  return { zoom, pan: Math.min(Math.max(0, pan), movable - movable / zoom) };
}

/** The first view is zoomed in only when the zoom is at least this. */
const WORTH_IT = 1.5;
/** The first view shows at least 1/40 of the width. */
const NARROWEST = 40;

type MostOfDots = {
  x: Float32Array;
  left: number;
  width: number;
  /** The share of the dots that may be left out at each end. */
  outlying: number;
  /** A position that stays in view. */
  keep?: number;
};

/** A view without the outlying dots at both ends; the user reaches them by dragging. */
export function viewOfMost({ x, left, width, outlying, keep }: MostOfDots): ScatterView {
  const { first, last } = endsOfMost({ x, left, width, outlying });
  const [from, to] = [Math.min(first, keep ?? first), Math.max(last, keep ?? last)];
  const movable = width - left;
  const zoom = movable / Math.max(movable / NARROWEST, (to - from) * 1.06);
  if (!(zoom >= WORTH_IT)) return WHOLE_VIEW;
  return { zoom, pan: Math.min(Math.max(0, from - left - (to - from) * 0.03), movable - movable / zoom) };
}

/** Counting bins per pixel. */
const FINENESS = 8;

/** The first and last position without the outlying dots. Counts instead of sorting a hundred thousand dots. */
function endsOfMost({ x, left, width, outlying }: MostOfDots): { first: number; last: number } {
  const counts = new Uint32Array(Math.max(1, Math.ceil((width - left) * FINENESS) + 1));
  let total = 0;
  for (const dotX of x) {
    if (!(dotX >= left)) continue;
    const place = Math.min(counts.length - 1, Math.floor((dotX - left) * FINENESS));
    counts[place] = (counts[place] as number) + 1;
    total++;
  }
  if (total === 0) return { first: left, last: width };
  const placeOf = (rank: number) => {
    let place = 0;
    let before = counts[0] as number;
    while (before <= rank && place < counts.length - 1) before += counts[++place] as number;
    return left + place / FINENESS;
  };
  return { first: placeOf(Math.floor(total * outlying)), last: placeOf(Math.ceil(total * (1 - outlying)) - 1) };
}
