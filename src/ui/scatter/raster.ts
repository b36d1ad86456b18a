import { MISSING, type Paints } from './paints.ts';
import { type Picture, toScreen, type View } from './picture.ts';

const RADIUS = 2.1;
const RING_WIDTH = 1.1;
/** So many dots between two looks at the clock. */
const BATCH = 1_024;

/** Where a mark's pixels lie around its middle, and how much of each it covers, 0…1. */
type Stamp = { dx: Int8Array; dy: Int8Array; cover: Float32Array };

/**
 * The dots as an image, `scale` pixels for one of the page: stamped into memory, since a hundred thousand calls of a canvas take many
 * times as long.
 */
export function* rasterise(picture: Picture, view: View, paints: Paints, scale: number): Generator<void, ImageData> {
  const { width, height, fixedTo, dots } = picture;
  const image = new ImageData(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const disc = stampOf(RADIUS * scale, null);
  const ring = stampOf(RADIUS * scale, RING_WIDTH * scale);
  for (let dot = 0; dot < dots.x.length; dot++) {
    if (dot % BATCH === 0) yield;
    const at = dots.x[dot] ?? 0;
    const x = toScreen(at, picture, view);
    if (x > width + RADIUS || (at >= fixedTo && x < fixedTo)) continue;
    const paint = dots.paint[dot] ?? 0;
    const middle = { x: Math.round(x * scale), y: Math.round((dots.y[dot] ?? 0) * scale) };
    press(image, paint === MISSING ? ring : disc, middle, paints[paint] ?? [0, 0, 0]);
  }
  return image;
}

function press(image: ImageData, stamp: Stamp, middle: { x: number; y: number }, color: Paints[number]): void {
  const { data, width, height } = image;
  const [red, green, blue] = color;
  for (let pixel = 0; pixel < stamp.cover.length; pixel++) {
    const x = middle.x + (stamp.dx[pixel] ?? 0);
    const y = middle.y + (stamp.dy[pixel] ?? 0);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = (y * width + x) * 4;
    const cover = stamp.cover[pixel] ?? 0;
    const alpha = data[at + 3] ?? 0;
    const mix = alpha === 0 ? 1 : cover;
    data[at] = (data[at] ?? 0) + (red - (data[at] ?? 0)) * mix;
    data[at + 1] = (data[at + 1] ?? 0) + (green - (data[at + 1] ?? 0)) * mix;
    data[at + 2] = (data[at + 2] ?? 0) + (blue - (data[at + 2] ?? 0)) * mix;
    data[at + 3] = alpha + (255 - alpha) * cover;
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
