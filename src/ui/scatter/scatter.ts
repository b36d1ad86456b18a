// Loops over a hundred thousand dots: they read what must be there with `as number`, since a check of each index costs
// time.

/** Dots in pixels of the scatter at zoom 1, from its top left corner; `paint` is a position in `Paints`. */
export type Dots = { x: Float32Array; y: Float32Array; paint: Uint8Array };

/** Dots that have been laid out. */
export type Scatter = {
  width: number;
  height: number;
  /** Left of it nothing moves: labels, and the lane of missing values. */
  fixedTo: number;
  dots: Dots;
  /** Lanes have this many dots each, one after another. */
  laneSize: number;
  /** The view to begin with. */
  start: ScatterView;
};

/** Which part of the scatter is looked at: `pan` pixels of it, at zoom 1, lie left of what is visible. */
export type ScatterView = { zoom: number; pan: number };

export const WHOLE_VIEW: ScatterView = { zoom: 1, pan: 0 };
const DEEPEST_ZOOM = 400;

export function toScreen(x: number, { fixedTo }: Scatter, { zoom, pan }: ScatterView): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo - pan) * zoom;
}

export function toLayout(x: number, { fixedTo }: Scatter, { zoom, pan }: ScatterView): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo) / zoom + pan;
}

/** The view zoomed by a factor around a place on the screen. */
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

/** The first view is only narrowed when that makes it this much clearer. */
const WORTH_IT = 1.5;
/** The first view shows at least this share of the width: 1/40. */
const NARROWEST = 40;

type MostOfDots = {
  x: Float32Array;
  left: number;
  width: number;
  /** The share of the dots that may be left out at each end. */
  outlying: number;
  /** A place that stays in view. */
  keep?: number;
};

/** A view without the outlying dots at both ends, which are a drag away. */
export function viewOfMost({ x, left, width, outlying, keep }: MostOfDots): ScatterView {
  const { first, last } = endsOfMost({ x, left, width, outlying });
  const [from, to] = [Math.min(first, keep ?? first), Math.max(last, keep ?? last)];
  const movable = width - left;
  const zoom = movable / Math.max(movable / NARROWEST, (to - from) * 1.06);
  if (!(zoom >= WORTH_IT)) return WHOLE_VIEW;
  return { zoom, pan: Math.min(Math.max(0, from - left - (to - from) * 0.03), movable - movable / zoom) };
}

/** Parts of a pixel that are told apart. */
const FINENESS = 8;

/** Where the dots begin and end without the outlying ones. Counted, not sorted: there are a hundred thousand. */
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
