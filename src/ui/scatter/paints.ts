import { at } from '../../core/machine/at.ts';
import type { Meaning } from '../palette.ts';

/** Steps of the scale from low to high. The paints after them are for dots without a place on the scale. */
const SCALE_STEPS = 32;
export const PLAIN = SCALE_STEPS;
export const NO_COLOUR = SCALE_STEPS + 1;
/** A missing value, drawn as a ring. */
export const MISSING = SCALE_STEPS + 2;

type Rgb = [number, number, number];
export type Paints = Rgb[];

type Colours = { meaning: Pick<Meaning, 'scale' | 'missing'>; primary: { main: string } };

/** All paints of a theme, by their number. */
export function paintsOf({ palette }: { palette: Colours }): Paints {
  const { scale, missing } = palette.meaning;
  const grey = toRgb(missing);
  const steps = Array.from({ length: SCALE_STEPS }, (_, step) => onScale(scale, step / (SCALE_STEPS - 1)));
  return [...steps, toRgb(palette.primary.main), grey, grey];
}

/** The paint of a position on the scale, 0…1. */
export function paintAt(share: number): number {
  return Math.min(SCALE_STEPS - 1, Math.max(0, Math.round(share * (SCALE_STEPS - 1))));
}

export function toCss([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

function onScale(stops: readonly string[], share: number): Rgb {
  const place = share * (stops.length - 1);
  const from = Math.min(stops.length - 2, Math.floor(place));
  const [a, b] = [toRgb(at(stops, from)), toRgb(at(stops, from + 1))];
  const mix = (channel: 0 | 1 | 2) => Math.round(a[channel] + (b[channel] - a[channel]) * (place - from));
  return [mix(0), mix(1), mix(2)];
}

function toRgb(hex: string): Rgb {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
