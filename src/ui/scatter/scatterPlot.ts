import { at } from '../../core/machine/at.ts';
import { type DotGrid, nearestDot } from './dotGrid.ts';
import { inSlices } from './inSlices.ts';
import type { Paints } from './paints.ts';
import { rasterise } from './raster.ts';
import { clampView, type Scatter, type ScatterView, toLayout, toScreen } from './scatter.ts';

/** Draws the grid, axes and labels behind the dots, at every change of the view. */
export type Backdrop = (ctx: CanvasRenderingContext2D, scatter: Scatter, view: ScatterView) => void;

/** A scatter on a canvas with its current view. */
export type ScatterPlot = {
  readonly scatter: Scatter;
  readonly view: ScatterView;
  look(view: ScatterView): void;
  dotAt(x: number, y: number): number | null;
  /** A dot's position on the screen. */
  placeOf(dot: number): { x: number; y: number };
  close(): void;
};

type ScatterPlotSetup = {
  canvas: HTMLCanvasElement;
  scatter: Scatter;
  grid: DotGrid;
  paints: Paints;
  backdrop: Backdrop;
};

/** The pointer hits a dot within this distance, pixels. */
const REACH = 7;
/** The dots are redrawn sharply after the view has rested this long. Until then the last image is stretched. */
const REST_MS = 60;
/**
 * Without a GPU more pixels than this slow the frames down, so dense screens are drawn at a lower resolution.
 */
const MOST_PIXELS = 3_000_000;

/** Opens a plot. Dots are stamped only for a resting view; a moving view shifts and stretches the last image. */
export function openScatterPlot({ canvas, scatter, grid, paints, backdrop }: ScatterPlotSetup): ScatterPlot {
  const { width, height, fixedTo, dots } = scatter;
  const scale = Math.max(1, Math.min(2, devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height))));
  const layer = document.createElement('canvas');
  /** The view that `layer` shows; null before the first one. */
  let layerView: ScatterView | null = null;
  let view = scatter.start;
  let stamping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  for (const surface of [canvas, layer]) {
    surface.width = Math.max(1, Math.round(width * scale));
    surface.height = Math.max(1, Math.round(height * scale));
  }

  function draw(): void {
    const ctx = canvas.getContext('2d');
    if (!ctx) return;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);
    backdrop(ctx, scatter, view);
    if (!layerView) return;
    const movable = width - fixedTo;
    const stretch = view.zoom / layerView.zoom;
    const left = fixedTo + (layerView.pan - view.pan) * view.zoom;
    ctx.drawImage(layer, 0, 0, fixedTo * scale, height * scale, 0, 0, fixedTo, height);
    ctx.save();
    ctx.beginPath();
    ctx.rect(fixedTo, 0, movable, height);
    ctx.clip();
    ctx.drawImage(layer, fixedTo * scale, 0, movable * scale, height * scale, left, 0, movable * stretch, height);
    ctx.restore();
  }

  async function stamp(): Promise<void> {
    stamping.abort();
    stamping = new AbortController();
    const stampedView = view;
    const image = await inSlices(rasterise(scatter, stampedView, paints, scale), stamping.signal);
    if (!image) return;
    layer.getContext('2d')?.putImageData(image, 0, 0);
    layerView = stampedView;
    draw();
    canvas.dataset.drawn = String(dots.x.length);
  }

  function look(next: ScatterView): void {
    view = clampView(scatter, next);
    stamping.abort();
    clearTimeout(timer);
    timer = setTimeout(() => void stamp(), REST_MS);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }

  draw();
  void stamp();
  return {
    scatter,
    get view() {
      return view;
    },
    look,
    dotAt: (x, y) => {
      const reachX = x < fixedTo ? REACH : REACH / view.zoom;
      return nearestDot(grid, scatter, { x: toLayout(x, scatter, view), y, reachX, reachY: REACH });
    },
    placeOf: (dot) => ({ x: toScreen(at(dots.x, dot), scatter, view), y: at(dots.y, dot) }),
    close: () => {
      stamping.abort();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
