import { type DotGrid, nearestDot } from './dotGrid.ts';
import { inSlices } from './inSlices.ts';
import type { Paints } from './paints.ts';
import { clampView, type Picture, toLayout, toScreen, type View } from './picture.ts';
import { rasterise } from './raster.ts';

/** What stands behind the dots: grid, axes, labels. Drawn for every view. */
export type Backdrop = (ctx: CanvasRenderingContext2D, picture: Picture, view: View) => void;

/** A picture of dots on a canvas that is looked at. */
export type ScatterBoard = {
  readonly picture: Picture;
  readonly view: View;
  look(view: View): void;
  dotAt(x: number, y: number): number | null;
  /** Where a dot stands on the screen. */
  placeOf(dot: number): { x: number; y: number };
  close(): void;
};

export type BoardSetup = {
  canvas: HTMLCanvasElement;
  picture: Picture;
  grid: DotGrid;
  paints: Paints;
  backdrop: Backdrop;
};

const REACH = 7;
/** How long a view must rest before its dots are drawn sharply; until then the last ones are stretched. */
const REST_MS = 60;
/** Where no graphics card draws, more pixels than these cost frames; then a dense screen is drawn a little less densely. */
const MOST_PIXELS = 3_000_000;

/** The dots are stamped once for a view that rests; a view that moves shifts and stretches what is there. */
export function openDotBoard({ canvas, picture, grid, paints, backdrop }: BoardSetup): ScatterBoard {
  const { width, height, fixedTo, dots } = picture;
  const scale = Math.max(1, Math.min(2, devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height))));
  const layer = document.createElement('canvas');
  /** The view that is stamped on it; null before the first. */
  let layerView: View | null = null;
  let view = picture.start;
  let stamping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  for (const one of [canvas, layer]) {
    one.width = Math.max(1, Math.round(width * scale));
    one.height = Math.max(1, Math.round(height * scale));
  }

  function draw(): void {
    const ctx = canvas.getContext('2d');
    if (!ctx) return;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);
    backdrop(ctx, picture, view);
    if (!layerView) return;
    const room = width - fixedTo;
    const stretch = view.zoom / layerView.zoom;
    const left = fixedTo + (layerView.pan - view.pan) * view.zoom;
    ctx.drawImage(layer, 0, 0, fixedTo * scale, height * scale, 0, 0, fixedTo, height);
    ctx.save();
    ctx.beginPath();
    ctx.rect(fixedTo, 0, room, height);
    ctx.clip();
    ctx.drawImage(layer, fixedTo * scale, 0, room * scale, height * scale, left, 0, room * stretch, height);
    ctx.restore();
  }

  async function stamp(): Promise<void> {
    stamping.abort();
    stamping = new AbortController();
    const target = view;
    const image = await inSlices(rasterise(picture, target, paints, scale), stamping.signal);
    if (!image) return;
    layer.getContext('2d')?.putImageData(image, 0, 0);
    layerView = target;
    draw();
    canvas.dataset.drawn = String(dots.x.length);
  }

  function look(next: View): void {
    view = clampView(picture, next);
    stamping.abort();
    clearTimeout(timer);
    timer = setTimeout(() => void stamp(), REST_MS);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }

  const placeOf = (dot: number) => ({ x: toScreen(dots.x[dot] ?? 0, picture, view), y: dots.y[dot] ?? 0 });

  draw();
  void stamp();
  return {
    picture,
    get view() {
      return view;
    },
    look,
    dotAt: (x, y) => {
      const reachX = x < fixedTo ? REACH : REACH / view.zoom;
      return nearestDot(grid, picture, { x: toLayout(x, picture, view), y, reachX, reachY: REACH });
    },
    placeOf,
    close: () => {
      stamping.abort();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
