// These loops run over every pixel of a hundred thousand dots. They use `as number` instead of index checks, which cost
// time.

import { MISSING, type Paints } from './paints.ts';
import { type Scatter, type ScatterView, toScreen } from './scatter.ts';

const RADIUS = 2.1;
const RING_WIDTH = 1.1;
/** Dots between two yields. */
const BATCH = 1_024;

/** A mark's pixels relative to its middle, and how much of each is covered, 0…1. */
type Stamp = { dx: Int8Array; dy: Int8Array; cover: Float32Array };

/**
 * Draws the dots as an image, with `scale` image pixels per CSS pixel. The dots are stamped into memory, since a
 * hundred thousand canvas calls take many times as long.
 */
export function* rasterise(
  scatter: Scatter,
  view: ScatterView,
  paints: Paints,
  scale: number,
): Generator<void, ImageData> {
  const { width, height, fixedTo, dots } = scatter;
  const image = new ImageData(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const disc = stampOf(RADIUS * scale, null);
  const ring = stampOf(RADIUS * scale, RING_WIDTH * scale);
  for (let dot = 0; dot < dots.x.length; dot++) {
    if (dot % BATCH === 0) yield;
    const layoutX = dots.x[dot] as number;
    const x = toScreen(layoutX, scatter, view);
    if (x > width + RADIUS || (layoutX >= fixedTo && x < fixedTo)) continue;
    const paint = dots.paint[dot] as number;
    const middle = { x: Math.round(x * scale), y: Math.round((dots.y[dot] as number) * scale) };
    press(image, paint === MISSING ? ring : disc, middle, paints[paint] as Paints[number]);
  }
  return image;
}

function press(image: ImageData, stamp: Stamp, middle: { x: number; y: number }, color: Paints[number]): void {
  const { data, width, height } = image;
  const [red, green, blue] = color;
  for (let pixel = 0; pixel < stamp.cover.length; pixel++) {
    const x = middle.x + (stamp.dx[pixel] as number);
    const y = middle.y + (stamp.dy[pixel] as number);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const place = (y * width + x) * 4;
    const cover = stamp.cover[pixel] as number;
    const alpha = data[place + 3] as number;
    const mix = alpha === 0 ? 1 : cover;
    const [oldRed, oldGreen, oldBlue] = [data[place] as number, data[place + 1] as number, data[place + 2] as number];
    data[place] = oldRed + (red - oldRed) * mix;
    data[place + 1] = oldGreen + (green - oldGreen) * mix;
    data[place + 2] = oldBlue + (blue - oldBlue) * mix;
    data[place + 3] = alpha + (255 - alpha) * cover;
  }
}

function stampOf(radius: number, ringWidth: number | null): Stamp {
  const reach = Math.ceil(radius + 1);
  const marks: { dx: number; dy: number; cover: number }[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const distance = Math.hypot(dx, dy);
      const outer = clamp(radius + 0.5 - distance);
      const inner = ringWidth === null ? 0 : clamp(radius - ringWidth + 0.5 - distance);
      if (outer - inner > 0.02) marks.push({ dx, dy, cover: outer - inner });
    }
  }
  return {
    dx: Int8Array.from(marks, ({ dx }) => dx),
    dy: Int8Array.from(marks, ({ dy }) => dy),
    cover: Float32Array.from(marks, ({ cover }) => cover),
  };
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
