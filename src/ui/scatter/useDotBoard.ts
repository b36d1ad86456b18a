import { useTheme } from '@mui/material/styles';
import { type RefObject, useEffect, useState } from 'react';
import { type Backdrop, openDotBoard, type ScatterBoard } from './dotBoard.ts';
import { buildGrid } from './dotGrid.ts';
import { inSlices } from './inSlices.ts';
import { paintsOf } from './paints.ts';
import type { Picture } from './picture.ts';

/** Lays dots out for a width, yielding often. */
export type DotPlan = (width: number) => Generator<void, Picture>;

/** The board on a canvas, opened anew for another width, theme or plan; the last one stays until the next is laid out. */
export function useDotBoard(
  canvas: RefObject<HTMLCanvasElement | null>,
  plan: DotPlan,
  backdrop: Backdrop,
): ScatterBoard | null {
  const theme = useTheme();
  const width = useWidth(canvas);
  const [board, setBoard] = useState<ScatterBoard | null>(null);
  useEffect(() => {
    if (width === 0) return;
    const stop = new AbortController();
    let opened: ScatterBoard | null = null;
    const open = async () => {
      await document.fonts.ready;
      const picture = await inSlices(plan(width), stop.signal);
      const grid = picture && (await inSlices(buildGrid(picture), stop.signal));
      if (!grid || !canvas.current) return;
      opened = openDotBoard({ canvas: canvas.current, picture, grid, backdrop, paints: paintsOf(theme) });
      setBoard(opened);
    };
    void open();
    return () => {
      stop.abort();
      opened?.close();
    };
  }, [width, plan, backdrop, theme, canvas]);
  return board;
}

/** The width of what holds the canvas, whole pixels; 0 until it is known. */
function useWidth(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const holder = canvas.current?.parentElement;
    if (!holder) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(holder.clientWidth)));
    observer.observe(holder);
    return () => observer.disconnect();
  }, [canvas]);
  return width;
}
