/** Dots in pixels of the picture at zoom 1, from its top left corner; `paint` is a position in `Paints`. */
export type Dots = { x: Float32Array; y: Float32Array; paint: Uint8Array };

/** A laid out scatter of dots. */
export type Picture = {
  width: number;
  height: number;
  /** Left of it nothing moves: labels, and the lane of missing values. */
  fixedTo: number;
  dots: Dots;
  /** Lanes have this many dots each, one after another. */
  laneSize: number;
  /** The view to begin with. */
  start: View;
};

/** Which part of the picture is looked at: `pan` pixels of it, at zoom 1, lie left of what is visible. */
export type View = { zoom: number; pan: number };

export const WHOLE: View = { zoom: 1, pan: 0 };
const DEEPEST = 400;

export function toScreen(x: number, { fixedTo }: Picture, { zoom, pan }: View): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo - pan) * zoom;
}

export function toLayout(x: number, { fixedTo }: Picture, { zoom, pan }: View): number {
  return x < fixedTo ? x : fixedTo + (x - fixedTo) / zoom + pan;
}

/** The view zoomed by a factor around a place on the screen. */
export function zoomed(picture: Picture, view: View, by: number, aroundX: number): View {
  const zoom = Math.min(DEEPEST, Math.max(1, view.zoom * by));
  const offset = Math.max(0, aroundX - picture.fixedTo);
  return { zoom, pan: view.pan + offset / view.zoom - offset / zoom };
}

/** The nearest view that shows nothing beyond the picture's ends. */
export function clampView({ width, fixedTo }: Picture, { zoom, pan }: View): View {
  const room = width - fixedTo;
  return { zoom, pan: Math.min(Math.max(0, pan), room - room / zoom) };
}

/** The first view is only narrowed when that makes it this much clearer. */
const WORTH_IT = 1.5;

type Most = {
  x: Float32Array;
  left: number;
  width: number;
  /** The share of the dots that may be left out at each end. */
  outlying: number;
  /** What stays in view. */
  keep?: number;
};

/** A view without the outlying dots at both ends, which are a drag away. */
export function viewOfMost({ x, left, width, outlying, keep }: Most): View {
  const { first, last } = endsOfMost({ x, left, width, outlying });
  const [from, to] = [Math.min(first, keep ?? first), Math.max(last, keep ?? last)];
  const room = width - left;
  const zoom = room / Math.max(room / 40, (to - from) * 1.06);
  if (!(zoom >= WORTH_IT)) return WHOLE;
  return { zoom, pan: Math.min(Math.max(0, from - left - (to - from) * 0.03), room - room / zoom) };
}

/** Parts of a pixel that are told apart. */
const FINENESS = 8;

/** Where the dots begin and end without the outlying ones. Counted, not sorted: there are a hundred thousand. */
function endsOfMost({ x, left, width, outlying }: Most): { first: number; last: number } {
  const counts = new Uint32Array(Math.max(1, Math.ceil((width - left) * FINENESS) + 1));
  let total = 0;
  for (const at of x) {
    if (!(at >= left)) continue;
    const place = Math.min(counts.length - 1, Math.floor((at - left) * FINENESS));
    counts[place] = (counts[place] ?? 0) + 1;
    total++;
  }
  if (total === 0) return { first: left, last: width };
  const placeOf = (rank: number) => {
    let place = 0;
    for (let before = counts[0] ?? 0; before <= rank && place < counts.length - 1; before += counts[place] ?? 0)
      place++;
    return left + place / FINENESS;
  };
  return { first: placeOf(Math.floor(total * outlying)), last: placeOf(Math.ceil(total * (1 - outlying)) - 1) };
}
