/** A plain colour, or the same colour as a hatch. */
export type ChartFill = string | { hatch: string };

/** A fill as a canvas knows it; a hatch is a pattern on the bare surface. */
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

/** Breaks a text into at most `most` lines of at most `width` pixels in the canvas's font; the rest is an ellipsis. */
export function wrapText(
  ctx: CanvasRenderingContext2D,
  text: string,
  { width, most }: { width: number; most: number },
): string[] {
  const fits = (line: string) => ctx.measureText(line).width <= width;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines[most]}`;
  return kept.map((line) => (fits(line) ? line : shorten(line, fits)));
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
  picture.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
