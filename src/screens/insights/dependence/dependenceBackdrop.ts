import type { Theme } from '@mui/material/styles';
import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import { formatIn, type Language } from '../../../core/format.ts';
import { wrapText } from '../../../ui/charts/canvas.ts';
import { roundTicks } from '../../../ui/charts/roundTicks.ts';
import { toLayout, toScreen } from '../../../ui/scatter/scatter.ts';
import type { Backdrop } from '../../../ui/scatter/scatterPlot.ts';
import { codedValueText } from '../codedValueText.ts';
import { BOTTOM, GUTTER, rubToY, scalesOf, valueToX, xToValue } from './dependenceScales.ts';

type BackdropInput = { dependence: Dependence; feature: Feature; theme: Theme; language: Language; missing: string };

/** Draws the rouble axis at the left, the values below, and the lane of missing values between. */
export function dependenceBackdrop({ dependence, feature, theme, language, missing }: BackdropInput): Backdrop {
  const { palette, typography } = theme;
  const format = formatIn(language);
  const scales = scalesOf(dependence, feature);
  return (ctx, picture, view) => {
    const { width, height, fixedTo } = picture;
    const bottom = height - BOTTOM;
    const line = (from: [number, number], to: [number, number], color: string) => {
      ctx.strokeStyle = color;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(...from);
      ctx.lineTo(...to);
      ctx.stroke();
    };
    ctx.font = `12px ${typography.fontFamily}`;
    ctx.fillStyle = palette.text.secondary;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    for (const rub of roundTicks(scales.lowRub, scales.highRub, 7)) {
      const y = Math.round(rubToY(scales)(rub)) + 0.5;
      line([GUTTER, y], [width, y], rub === 0 ? palette.text.secondary : palette.meaning.grid);
      ctx.fillText(format.rubShort(rub), GUTTER - 8, y);
    }
    const write = (text: string, x: number, room: number) => {
      const lines = wrapText(ctx, text, { width: room, maxLines: 2 });
      for (const [at, part] of lines.entries()) ctx.fillText(part, x, bottom + 12 + at * 14);
    };
    ctx.textAlign = 'center';
    if (scales.hasMissing) {
      if (fixedTo < width) line([fixedTo + 0.5, 0], [fixedTo + 0.5, bottom], palette.divider);
      write(missing, (GUTTER + fixedTo) / 2, fixedTo - GUTTER);
    }
    const toX = valueToX(scales, width);
    const onScreen = (value: number) => toScreen(toX(value), picture, view);
    if (scales.levels) {
      const room = Math.max(24, onScreen(1) - onScreen(0) - 6);
      for (const [column, code] of scales.levels.entries()) {
        const x = onScreen(column);
        if (x > fixedTo && x < width) write(codedValueText(feature, code, language), x, room);
      }
      return;
    }
    const [from, to] = [fixedTo, width].map((x) => xToValue(scales, width)(toLayout(x, picture, view)));
    for (const value of roundTicks(from ?? 0, to ?? 0, Math.max(2, (width - fixedTo) / 130))) {
      const x = onScreen(value);
      if (x < fixedTo) continue;
      line([Math.round(x) + 0.5, 0], [Math.round(x) + 0.5, bottom], palette.meaning.grid);
      const text = codedValueText(feature, value, language);
      const half = ctx.measureText(text).width / 2;
      ctx.fillText(text, Math.min(Math.max(x, fixedTo + half), width - half), bottom + 12);
    }
  };
}
