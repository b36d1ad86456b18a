// These loops run over a hundred thousand dots. They use `as number` instead of index checks, which cost time.

import type { Scatter } from './scatter.ts';

/** Finds the dot at a place without checking all dots: square cells, each with a linked list of its dots. */
export type DotGrid = { columns: number; rows: number; first: Int32Array; next: Int32Array };

const CELL = 8;
const BATCH = 4_096;

export function* buildGrid({ width, height, dots }: Scatter): Generator<void, DotGrid> {
  const columns = Math.ceil(width / CELL) + 1;
  const rows = Math.ceil(height / CELL) + 1;
  const first = new Int32Array(columns * rows).fill(-1);
  const next = new Int32Array(dots.x.length).fill(-1);
  for (let dot = 0; dot < next.length; dot++) {
    if (dot % BATCH === 0) yield;
    const column = Math.min(columns - 1, Math.max(0, Math.floor((dots.x[dot] as number) / CELL)));
    const row = Math.min(rows - 1, Math.max(0, Math.floor((dots.y[dot] as number) / CELL)));
    const cell = row * columns + column;
    next[dot] = first[cell] as number;
    first[cell] = dot;
  }
  return { columns, rows, first, next };
}

type Reach = { x: number; y: number; reachX: number; reachY: number };

/** The dot nearest to a place of the scatter at zoom 1, within an ellipse around it; null when there is none. */
export function nearestDot({ columns, rows, first, next }: DotGrid, { dots }: Scatter, reach: Reach): number | null {
  const { x, y, reachX, reachY } = reach;
  const [left, right] = [Math.floor((x - reachX) / CELL), Math.floor((x + reachX) / CELL)];
  const [top, bottom] = [Math.floor((y - reachY) / CELL), Math.floor((y + reachY) / CELL)];
  let nearest: number | null = null;
  let shortest = 1;
  for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
    for (let column = Math.max(0, left); column <= Math.min(columns - 1, right); column++) {
      for (let dot = first[row * columns + column] as number; dot >= 0; dot = next[dot] as number) {
        const dx = ((dots.x[dot] as number) - x) / reachX;
        const dy = ((dots.y[dot] as number) - y) / reachY;
        const distance = dx ** 2 + dy ** 2;
        if (distance > shortest) continue;
        shortest = distance;
        nearest = dot;
      }
    }
  }
  return nearest;
}
