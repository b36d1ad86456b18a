import type { Theme } from '@mui/material/styles';
import type { Beeswarm } from '../../../../workers/data/insights/insights.api.ts';
import { wrapText } from '../../../ui/charts/canvas.ts';
import { roundTicks } from '../../../ui/charts/roundTicks.ts';
import { toLayout, toScreen } from '../../../ui/scatter/scatter.ts';
import type { Backdrop } from '../../../ui/scatter/scatterPlot.ts';
import { AXIS, frameOf, LANE, reachOf, rubOf, xOf } from './beeswarmLayout.ts';

type BackdropInput = { swarm: Beeswarm; titles: string[]; theme: Theme; formatAxis: (rub: number) => string };

/** Draws the titles of the lanes, the zero line, and the rouble axis below. */
export function beeswarmBackdrop({ swarm, titles, theme, formatAxis }: BackdropInput): Backdrop {
  const { palette, typography } = theme;
  const reach = reachOf(swarm);
  return (ctx, picture, view) => {
    const { width, height } = picture;
    const frame = frameOf(reach, width);
    const toX = xOf(frame, width);
    const toRub = rubOf(frame, width);
    ctx.font = `12px ${typography.fontFamily}`;
    const bottom = height - AXIS;
    const ends = [frame.left, width].map((x) => toRub(toLayout(x, picture, view))) as [number, number];
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const rub of roundTicks(ends[0], ends[1], Math.max(3, (width - frame.left) / 110))) {
      const x = Math.round(toScreen(toX(rub), picture, view)) + 0.5;
      if (x < frame.left) continue;
      ctx.strokeStyle = rub === 0 ? palette.text.secondary : palette.meaning.grid;
      line(ctx, [x, 0], [x, bottom]);
      const half = ctx.measureText(formatAxis(rub)).width / 2;
      ctx.fillStyle = palette.text.secondary;
      ctx.fillText(formatAxis(rub), Math.min(Math.max(x, frame.left + half), width - half), bottom + AXIS / 2);
    }
    ctx.textAlign = 'left';
    for (const [lane, title] of titles.entries()) {
      const top = lane * (LANE + frame.title);
      ctx.strokeStyle = palette.divider;
      if (lane > 0) line(ctx, [0, top + 0.5], [width, top + 0.5]);
      ctx.fillStyle = palette.text.primary;
      const room = frame.left === 0 ? width : frame.left - 16;
      const lines = wrapText(ctx, title, { width: room, maxLines: frame.left === 0 ? 1 : 2 });
      const middle = frame.left === 0 ? top + 10 : top + LANE / 2;
      for (const [at, text] of lines.entries()) {
        const y = middle + (at - (lines.length - 1) / 2) * 15;
        if (frame.left === 0) {
          // A halo keeps the text readable over lines.
          ctx.strokeStyle = palette.background.paper;
          ctx.lineWidth = 4;
          ctx.strokeText(text, 0, y);
        }
        ctx.fillText(text, 0, y);
      }
    }
  };
}

function line(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
