import type { ScatterBoard } from './dotBoard.ts';
import { type View, WHOLE, zoomed } from './picture.ts';

const STEP = 1.6;
const SHIFT = 0.2;

export type Move = 'closer' | 'farther' | 'left' | 'right' | 'whole';

/** What the buttons and the keys + − 0 do to the view. */
export function moveView(board: ScatterBoard, move: Move): void {
  board.look(viewAfter(board, move));
}

function viewAfter({ picture, view }: ScatterBoard, move: Move): View {
  const room = picture.width - picture.fixedTo;
  const middle = picture.fixedTo + room / 2;
  switch (move) {
    case 'closer':
      return zoomed(picture, view, STEP, middle);
    case 'farther':
      return zoomed(picture, view, 1 / STEP, middle);
    case 'left':
      return { ...view, pan: view.pan - (room * SHIFT) / view.zoom };
    case 'right':
      return { ...view, pan: view.pan + (room * SHIFT) / view.zoom };
    case 'whole':
      return WHOLE;
  }
}

/** The dot that an arrow key leads to: ← → through a lane in the order of its dots from left to right, ↑ ↓ to the next lane. */
export function dotBeside({ picture }: ScatterBoard, dot: number | null, key: string): number | null {
  const { dots, laneSize } = picture;
  const lanes = Math.round(dots.x.length / laneSize);
  const lane = dot === null ? 0 : Math.floor(dot / laneSize);
  const x = (at: number) => dots.x[at] ?? 0;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const target = Math.min(lanes - 1, Math.max(0, lane + (key === 'ArrowUp' ? -1 : 1)));
    const wanted = dot === null ? picture.width / 2 : x(dot);
    return nearestIn(range(target, laneSize), (at) => Math.abs(x(at) - wanted));
  }
  const order = range(lane, laneSize).sort((a, b) => x(a) - x(b) || (dots.y[a] ?? 0) - (dots.y[b] ?? 0));
  const place = dot === null ? -1 : order.indexOf(dot);
  if (key === 'Home') return order[0] ?? null;
  if (key === 'End') return order.at(-1) ?? null;
  const next = Math.min(order.length - 1, Math.max(0, place + (key === 'ArrowLeft' ? -1 : 1)));
  return order[next] ?? null;
}

/** Moves the view so that a dot is in it. */
export function bringIntoView(board: ScatterBoard, dot: number): void {
  const { picture, view } = board;
  const { x } = board.placeOf(dot);
  const at = picture.dots.x[dot] ?? 0;
  if (at < picture.fixedTo || (x >= picture.fixedTo && x <= picture.width)) return;
  const room = (picture.width - picture.fixedTo) / view.zoom;
  board.look({ ...view, pan: at - picture.fixedTo - room / 2 });
}

const range = (lane: number, size: number) => Array.from({ length: size }, (_, index) => lane * size + index);

function nearestIn(candidates: number[], distance: (at: number) => number): number | null {
  let best: number | null = null;
  for (const at of candidates) if (best === null || distance(at) < distance(best)) best = at;
  return best;
}
