import type { Theme } from '@mui/material/styles';
import type { FeatureCurve } from '../../../../workers/data/card/card.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import { valueText } from '../../../core/explain/explanationText.ts';
import { formatIn, type Language } from '../../../core/format.ts';
import { roundTicks } from '../../../ui/charts/roundTicks.ts';

type CurveDrawing = {
  width: number;
  height: number;
  curve: FeatureCurve;
  feature: Feature;
  theme: Theme;
  language: Language;
  /** Labels of the level without data and of the client's value. */
  missing: string;
  present: string;
};

const LEFT = 74;
const [TOP, BOTTOM, RIGHT] = [28, 28, 12];

/** Draws the steps as a line, the level without data dashed, and the client's own value as a dot. */
export function drawCurve(canvas: HTMLCanvasElement, drawing: CurveDrawing): void {
  const ctx = sized(canvas, drawing);
  if (!ctx) return;
  const pen = createPen(ctx, drawing);
  const axes = axesOf(drawing);
  drawGrid(pen, axes, drawing);
  drawMissing(pen, axes, drawing);
  pen.line(stepPoints(drawing.curve, axes), drawing.theme.palette.primary.main, { thick: 2 });
  pen.write(drawing.missing, drawing.width, labelYOfMissing(axes, drawing));
  if (axes.present !== null) drawPresent(pen, axes, { ...drawing, value: axes.present });
}

/** Sizes the canvas for the device's pixel ratio. */
function sized(canvas: HTMLCanvasElement, { width, height }: CurveDrawing): CanvasRenderingContext2D | null {
  const scale = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

type Point = [x: number, y: number];
type Pen = {
  ctx: CanvasRenderingContext2D;
  line(points: Point[], color: string, stroke?: { thick?: number; dash?: number[] }): void;
  /** Writes centred at x, or as near as fits. A halo keeps the text readable over lines. */
  write(text: string, x: number, y: number): void;
};

function createPen(ctx: CanvasRenderingContext2D, { width, theme }: CurveDrawing): Pen {
  ctx.font = `12px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  return {
    ctx,
    line(points, color, { thick = 1, dash = [] } = {}) {
      ctx.strokeStyle = color;
      ctx.lineWidth = thick;
      ctx.setLineDash(dash);
      ctx.beginPath();
      for (const [x, y] of points) ctx.lineTo(x, y);
      ctx.stroke();
      ctx.setLineDash([]);
    },
    write(text, x, y) {
      const half = ctx.measureText(text).width / 2;
      const middle = Math.min(Math.max(x, LEFT + half), width - half);
      ctx.textAlign = 'center';
      ctx.strokeStyle = theme.palette.background.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(text, middle, y);
      ctx.fillText(text, middle, y);
    },
  };
}

type Axes = {
  from: number;
  to: number;
  lowRub: number;
  highRub: number;
  /** The client's own value; null when it is missing. */
  present: number | null;
  toX(value: number): number;
  toY(rub: number): number;
};

function axesOf({ width, height, curve, feature }: CurveDrawing): Axes {
  const present = typeof curve.value === 'number' ? curve.value : null;
  const [from, to] = rangeOf(curve, feature, present);
  const rubs = [...curve.steps.map(({ incomeRub }) => incomeRub), curve.missingRub, curve.incomeRub];
  const [lowest, highest] = [Math.min(...rubs), Math.max(...rubs)];
  const middle = (lowest + highest) / 2;
  const half = Math.max((highest - lowest) * 0.56, Math.abs(middle) * 0.005, 1);
  const [lowRub, highRub] = [middle - half, middle + half];
  const toX = (value: number) =>
    LEFT + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (width - LEFT - RIGHT);
  const toY = (rub: number) => TOP + ((highRub - rub) / (highRub - lowRub)) * (height - TOP - BOTTOM);
  return { from, to, lowRub, highRub, present, toX, toY };
}

function drawGrid({ ctx, line, write }: Pen, { from, to, lowRub, highRub, toX, toY }: Axes, drawing: CurveDrawing) {
  const { width, height, feature, theme, language } = drawing;
  const format = formatIn(language);
  ctx.fillStyle = theme.palette.text.secondary;
  ctx.textAlign = 'right';
  for (const rub of roundTicks(lowRub, highRub, 5)) {
    line(acrossAt(toY(rub), width), theme.palette.meaning.grid);
    ctx.fillText(format.rubShort(rub), LEFT - 8, toY(rub));
  }
  for (const value of roundTicks(from, to, Math.max(2, (width - LEFT) / 140))) {
    write(valueText(feature, value, language), toX(value), height - BOTTOM / 2);
  }
}

function drawMissing({ line }: Pen, { toY }: Axes, { width, curve, theme }: CurveDrawing) {
  line(acrossAt(toY(curve.missingRub), width), theme.palette.meaning.missing, { thick: 1.5, dash: [5, 4] });
}

/** The label is below its line, or above it where the axis labels are. */
function labelYOfMissing({ toY }: Axes, { height, curve }: CurveDrawing): number {
  const y = toY(curve.missingRub);
  return y > height - BOTTOM - 24 ? y - 10 : y + 11;
}

/** The two ends of each step that is at least partly in range. */
function stepPoints({ steps }: FeatureCurve, { from, to, toX, toY }: Axes): Point[] {
  return steps.flatMap((step, index): Point[] => {
    const end = steps[index + 1]?.from ?? to;
    if (end < from || step.from > to) return [];
    return [
      [toX(step.from), toY(step.incomeRub)],
      [toX(end), toY(step.incomeRub)],
    ];
  });
}

function drawPresent(
  { ctx, line, write }: Pen,
  { toX, toY }: Axes,
  { value, curve, theme, present }: CurveDrawing & { value: number },
) {
  const [x, y] = [toX(value), toY(curve.incomeRub)];
  ctx.fillStyle = theme.palette.text.primary;
  line(
    [
      [x, 16],
      [x, y],
    ],
    theme.palette.text.secondary,
  );
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  ctx.fill();
  write(present, x, 9);
}

function acrossAt(y: number, width: number): Point[] {
  return [
    [LEFT, y],
    [width - RIGHT, y],
  ];
}

/** A range with most values and the client's own. Without training statistics, from the first split to the last. */
function rangeOf({ steps }: FeatureCurve, feature: Feature, present: number | null): [number, number] {
  const deciles = feature.kind === 'category' ? null : feature.deciles;
  const splits = steps.map(({ from }) => from).filter(Number.isFinite);
  const [first, last] = [deciles?.[1] ?? splits[0] ?? 0, deciles?.[9] ?? splits.at(-1) ?? 1];
  const [from, to] = [Math.min(first, present ?? first), Math.max(last, present ?? last)];
  const room = Math.max((to - from) * 0.15, Math.abs(to) * 0.01, 1e-6);
  const least = deciles?.[0] ?? Number.NEGATIVE_INFINITY;
  return [Math.max(from - room, Math.min(least, from)), to + room];
}
