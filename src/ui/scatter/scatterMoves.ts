import { at } from '../../core/machine/at.ts';
import { type ScatterView, WHOLE_VIEW, zoomed } from './scatter.ts';
import type { ScatterPlot } from './scatterPlot.ts';

const ZOOM_STEP = 1.6;
/** Share of the visible width that the view moves sideways. */
const PAN_STEP = 0.2;

export type ViewMove = 'closer' | 'farther' | 'left' | 'right' | 'whole';

/** Moves the view as the buttons and the keys + − 0 do. */
export function moveView(plot: ScatterPlot, move: ViewMove): void {
  plot.look(viewAfter(plot, move));
}

function viewAfter({ scatter, view }: Pick<ScatterPlot, 'scatter' | 'view'>, move: ViewMove): ScatterView {
  const movable = scatter.width - scatter.fixedTo;
  const middle = scatter.fixedTo + movable / 2;
  switch (move) {
    case 'closer':
      return zoomed(scatter, view, ZOOM_STEP, middle);
    case 'farther':
      return zoomed(scatter, view, 1 / ZOOM_STEP, middle);
    case 'left':
      return { ...view, pan: view.pan - (movable * PAN_STEP) / view.zoom };
    case 'right':
      return { ...view, pan: view.pan + (movable * PAN_STEP) / view.zoom };
    case 'whole':
      return WHOLE_VIEW;
  }
}

/** Keys that move from dot to dot. */
export const DOT_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type DotKey = (typeof DOT_KEYS)[number];

/** The dot that a key moves to: ← → along a lane from left to right, ↑ ↓ to the neighbouring lane. */
export function dotBeside({ scatter }: Pick<ScatterPlot, 'scatter'>, dot: number | null, key: DotKey): number | null {
  const { dots, laneSize } = scatter;
  const lanes = Math.round(dots.x.length / laneSize);
  const lane = dot === null ? 0 : Math.floor(dot / laneSize);
  const xOf = (index: number) => at(dots.x, index);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const nextLane = Math.min(lanes - 1, Math.max(0, lane + (key === 'ArrowUp' ? -1 : 1)));
    const x = dot === null ? scatter.width / 2 : xOf(dot);
    return nearestOf(dotsOf(nextLane, laneSize), (index) => Math.abs(xOf(index) - x));
  }
  const order = dotsOf(lane, laneSize).sort((a, b) => xOf(a) - xOf(b) || at(dots.y, a) - at(dots.y, b));
  if (key === 'Home') return order[0] ?? null;
  if (key === 'End') return order.at(-1) ?? null;
  const rank = dot === null ? -1 : order.indexOf(dot);
  const nextRank = Math.min(order.length - 1, Math.max(0, rank + (key === 'ArrowLeft' ? -1 : 1)));
  return order[nextRank] ?? null;
}

/** Moves the view until the dot is visible. */
export function bringIntoView(plot: ScatterPlot, dot: number): void {
  const { scatter, view } = plot;
  const { x } = plot.placeOf(dot);
  const layoutX = at(scatter.dots.x, dot);
  if (layoutX < scatter.fixedTo || (x >= scatter.fixedTo && x <= scatter.width)) return;
  const visible = (scatter.width - scatter.fixedTo) / view.zoom;
  plot.look({ ...view, pan: layoutX - scatter.fixedTo - visible / 2 });
}

const dotsOf = (lane: number, laneSize: number) =>
  Array.from({ length: laneSize }, (_, index) => lane * laneSize + index);

function nearestOf(dots: number[], distance: (dot: number) => number): number | null {
  let nearest: number | null = null;
  for (const dot of dots) if (nearest === null || distance(dot) < distance(nearest)) nearest = dot;
  return nearest;
}
