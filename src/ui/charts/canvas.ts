import { saveBlob } from '../files/saveBlob.ts';

/** A plain colour, or the same colour as a hatch. */
export type ChartFill = string | { hatch: string };

/** A fill for a canvas; a hatch becomes a pattern on a transparent background. */
export function toPaint(fill: ChartFill): string | CanvasPattern {
  if (typeof fill === 'string') return fill;
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const ctx = tile.getContext('2d');
  if (!ctx) return fill.hatch;
  ctx.strokeStyle = fill.hatch;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const shift of [-6, 0, 6]) {
    ctx.moveTo(shift, 6);
    ctx.lineTo(shift + 6, 0);
  }
  ctx.stroke();
  return ctx.createPattern(tile, 'repeat') ?? fill.hatch;
}

/** Measures texts, as a canvas does in its current font. */
type TextMeasure = { measureText(text: string): { width: number } };

/** Breaks a text into at most `maxLines` lines of at most `width` pixels; an ellipsis replaces the rest. */
export function wrapText(
  ctx: TextMeasure,
  text: string,
  { width, maxLines }: { width: number; maxLines: number },
): string[] {
  const fits = (line: string) => ctx.measureText(line).width <= width;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, maxLines);
  // The last line takes over the text of the next one, so that its ellipsis comes at the full width.
  if (lines.length > maxLines) shown[maxLines - 1] = `${shown[maxLines - 1]} ${lines[maxLines]}`;
  return shown.map((line) => (fits(line) ? line : shorten(line, fits)));
}

function shorten(line: string, fits: (line: string) => boolean): string {
  let end = line.length;
  while (end > 1 && !fits(`${line.slice(0, end)}…`)) end = Math.floor(end * 0.95);
  return `${line.slice(0, end).trimEnd()}…`;
}

/** Saves a canvas as a PNG file on an opaque background. */
export function savePng(canvas: HTMLCanvasElement, name: string, background: string): void {
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  const ctx = picture.getContext('2d');
  if (!ctx) return;
  ctx.fillStyle = background;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(canvas, 0, 0);
  picture.toBlob((blob) => blob && saveBlob(blob, `${name}.png`));
}
