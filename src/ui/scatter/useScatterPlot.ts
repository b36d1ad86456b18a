import { useTheme } from '@mui/material/styles';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { buildGrid } from './dotGrid.ts';
import { inSlices } from './inSlices.ts';
import { paintsOf } from './paints.ts';
import { type Scatter, zoomed } from './scatter.ts';
import { type Backdrop, openScatterPlot, type ScatterPlot } from './scatterPlot.ts';

/** Lays out the dots for a width, yielding often. */
export type ScatterPlan = (width: number) => Generator<void, Scatter>;

type ScatterPlotInput = {
  canvas: RefObject<HTMLCanvasElement | null>;
  /** Width of the canvas; 0 while unknown. */
  width: number;
  plan: ScatterPlan;
  backdrop: Backdrop;
};

/**
 * The plot on a canvas. Another width, theme or plan opens a new plot; the last one stays until the new one is laid
 * out.
 */
export function useScatterPlot({ canvas, width, plan, backdrop }: ScatterPlotInput): ScatterPlot | null {
  const theme = useTheme();
  const [plot, setPlot] = useState<ScatterPlot | null>(null);
  useEffect(() => {
    if (width === 0) return;
    const stop = new AbortController();
    let opened: ScatterPlot | null = null;
    const open = async () => {
      await document.fonts.ready;
      const scatter = await inSlices(plan(width), stop.signal);
      const grid = scatter && (await inSlices(buildGrid(scatter), stop.signal));
      if (!grid || !canvas.current) return;
      opened = openScatterPlot({ canvas: canvas.current, scatter, grid, backdrop, paints: paintsOf(theme) });
      setPlot(opened);
    };
    void open();
    return () => {
      stop.abort();
      opened?.close();
    };
  }, [width, plan, backdrop, theme, canvas]);
  return plot;
}

const WHEEL_SPEED = 0.002;

/** Ctrl or ⌘ with the wheel zooms at the pointer, a sideways wheel moves the view, a plain wheel scrolls the page. */
export function useWheel(canvas: RefObject<HTMLCanvasElement | null>, plot: ScatterPlot | null, onMove: () => void) {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!plot) return;
    const { deltaX, deltaY, shiftKey, offsetX } = event;
    const sideways = shiftKey ? deltaX || deltaY : deltaX;
    if (event.ctrlKey || event.metaKey) {
      plot.look(zoomed(plot.scatter, plot.view, Math.exp(-deltaY * WHEEL_SPEED), offsetX));
    } else if (Math.abs(sideways) > 0 && (shiftKey || Math.abs(deltaX) > Math.abs(deltaY))) {
      plot.look({ ...plot.view, pan: plot.view.pan + sideways / plot.view.zoom });
    } else return;
    event.preventDefault();
    onMove();
  });
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const listener = (event: WheelEvent) => onWheel(event);
    // React's wheel listeners are passive and cannot prevent scrolling.
    target.addEventListener('wheel', listener, { passive: false });
    return () => target.removeEventListener('wheel', listener);
  }, [canvas]);
}
