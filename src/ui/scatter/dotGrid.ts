import type { Picture } from './picture.ts';

/** Finds the dot at a place without looking at all of them: squares, each with a chain of its dots. */
export type DotGrid = { columns: number; rows: number; first: Int32Array; next: Int32Array };

const CELL = 8;
const BATCH = 4_096;

export function* buildGrid({ width, height, dots }: Picture): Generator<void, DotGrid> {
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const first = new Int32Array(columns * rows).fill(-1);
  const next = new Int32Array(dots.x.length).fill(-1);
  for (let dot = 0; dot < next.length; dot++) {
    if (dot % BATCH === 0) yield;
    const column = Math.min(columns - 1, Math.max(0, Math.floor((dots.x[dot] ?? 0) / CELL)));
    const row = Math.min(rows - 1, Math.max(0, Math.floor((dots.y[dot] ?? 0) / CELL)));
    const cell = row * columns + column;
    next[dot] = first[cell] ?? -1;
    first[cell] = dot;
  }
  return { columns, rows, first, next };
}

type Place = { x: number; y: number; reachX: number; reachY: number };

/** The dot nearest to a place of the picture at zoom 1, within an ellipse around it; null when there is none. */
export function nearestDot({ columns, rows, first, next }: DotGrid, { dots }: Picture, place: Place): number | null {
  const { x, y, reachX, reachY } = place;
  const [left, right] = [Math.floor((x - reachX) / CELL), Math.floor((x + reachX) / CELL)];
  const [top, bottom] = [Math.floor((y - reachY) / CELL), Math.floor((y + reachY) / CELL)];
  let found: number | null = null;
  let best = 1;
  for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
    for (let column = Math.max(0, left); column <= Math.min(columns - 1, right); column++) {
      for (let dot = first[row * columns + column] ?? -1; dot >= 0; dot = next[dot] ?? -1) {
        const distance = (((dots.x[dot] ?? 0) - x) / reachX) ** 2 + (((dots.y[dot] ?? 0) - y) / reachY) ** 2;
        if (distance > best) continue;
        best = distance;
        found = dot;
      }
    }
  }
  return found;
}
