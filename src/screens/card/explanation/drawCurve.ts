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
  /** Words at the level of no data and at the client's value. */
  missing: string;
  present: string;
};

const LEFT = 74;
const [TOP, BOTTOM, RIGHT] = [28, 28, 12];

/** Steps as a line, the level of no data dashed, the client's own value as a dot. */
export function drawCurve(canvas: HTMLCanvasElement, drawing: CurveDrawing): void {
  const { width, height, curve, feature, theme, language, missing, present } = drawing;
  const { palette, typography } = theme;
  const format = formatIn(language);
  const scale = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  ctx.font = `12px ${typography.fontFamily}`;
  ctx.textBaseline = 'middle';

  const own = typeof curve.value === 'number' ? curve.value : null;
  const [from, to] = rangeOf(curve, feature, own);
  const rubs = [...curve.steps.map(({ incomeRub }) => incomeRub), curve.missingRub, curve.incomeRub];
  const middle = (Math.min(...rubs) + Math.max(...rubs)) / 2;
  const half = Math.max((Math.max(...rubs) - Math.min(...rubs)) * 0.56, Math.abs(middle) * 0.005, 1);
  const [low, high] = [middle - half, middle + half];
  const toX = (value: number) =>
    LEFT + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (width - LEFT - RIGHT);
  const toY = (rub: number) => TOP + ((high - rub) / (high - low)) * (height - TOP - BOTTOM);
  const line = (points: [number, number][], color: string, [thick, dash]: [number, number[]]) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = thick;
    ctx.setLineDash(dash);
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x, y);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const write = (text: string, x: number, y: number) => {
    const room = ctx.measureText(text).width / 2;
    const middle = Math.min(Math.max(x, LEFT + room), width - room);
    ctx.textAlign = 'center';
    // A halo keeps the words readable where they cross a line.
    ctx.strokeStyle = palette.background.paper;
    ctx.lineWidth = 4;
    ctx.strokeText(text, middle, y);
    ctx.fillText(text, middle, y);
  };

  ctx.fillStyle = palette.text.secondary;
  ctx.textAlign = 'right';
  for (const rub of roundTicks(low, high, 5)) {
    line(
      [
        [LEFT, toY(rub)],
        [width - RIGHT, toY(rub)],
      ],
      palette.meaning.grid,
      [1, []],
    );
    ctx.fillText(format.rubShort(rub), LEFT - 8, toY(rub));
  }
  for (const value of roundTicks(from, to, Math.max(2, (width - LEFT) / 140))) {
    write(valueText(feature, value, language), toX(value), height - BOTTOM / 2);
  }

  const noDataY = toY(curve.missingRub);
  line(
    [
      [LEFT, noDataY],
      [width - RIGHT, noDataY],
    ],
    palette.meaning.missing,
    [1.5, [5, 4]],
  );

  const points: [number, number][] = [];
  for (const [index, step] of curve.steps.entries()) {
    const next = curve.steps[index + 1]?.from ?? to;
    if (next < from || step.from > to) continue;
    points.push([toX(step.from), toY(step.incomeRub)], [toX(next), toY(step.incomeRub)]);
  }
  line(points, palette.primary.main, [2, []]);
  write(missing, width, noDataY > height - BOTTOM - 24 ? noDataY - 10 : noDataY + 11);
  if (own === null) return;
  ctx.fillStyle = palette.text.primary;
  line(
    [
      [toX(own), 16],
      [toX(own), toY(curve.incomeRub)],
    ],
    palette.text.secondary,
    [1, []],
  );
  ctx.beginPath();
  ctx.arc(toX(own), toY(curve.incomeRub), 5, 0, 2 * Math.PI);
  ctx.fill();
  write(present, toX(own), 9);
}

/** Where most values lie, and the client's own; without figures of training, from the first split to the last. */
function rangeOf({ steps }: FeatureCurve, feature: Feature, own: number | null): [number, number] {
  const deciles = feature.kind === 'category' ? null : feature.deciles;
  const splits = steps.map(({ from }) => from).filter(Number.isFinite);
  const [first, last] = [deciles?.[1] ?? splits[0] ?? 0, deciles?.[9] ?? splits.at(-1) ?? 1];
  const [from, to] = [Math.min(first, own ?? first), Math.max(last, own ?? last)];
  const room = Math.max((to - from) * 0.15, Math.abs(to) * 0.01, 1e-6);
  const least = deciles?.[0] ?? Number.NEGATIVE_INFINITY;
  return [Math.max(from - room, Math.min(least, from)), to + room];
}
