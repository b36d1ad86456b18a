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
