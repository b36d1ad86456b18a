import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { ChartTools } from '../charts/ChartTools.tsx';
import { savePng } from '../charts/canvas.ts';
import { useWidth } from '../useWidth.ts';
import { DotRing, DotTooltip } from './DotMarks.tsx';
import { bringIntoView, DOT_KEYS, dotBeside, moveView, type ViewMove } from './scatterMoves.ts';
import type { Backdrop, ScatterPlot } from './scatterPlot.ts';
import { type ScatterPlan, useScatterPlot, useWheel } from './useScatterPlot.ts';
import { ViewButtons } from './ViewButtons.tsx';

type ScatterCanvasProps = {
  /** The scatter's accessible name, and the name of the downloaded file. */
  title: string;
  height: number;
  plan: ScatterPlan;
  backdrop: Backdrop;
  /** Describes a dot line by line; the first line is emphasised. */
  describe: (dot: number) => string[];
  onOpen: (dot: number) => void;
  onTable: () => void;
};

/** Thousands of dots on a canvas: hovering describes a dot, a click opens it, the wheel and the keys zoom in. */
export function ScatterCanvas({ title, height, plan, backdrop, describe, onOpen, onTable }: ScatterCanvasProps) {
  const theme = useTheme();
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [dot, setDot] = useState<number | null>(null);
  const plot = useScatterPlot({ canvas, width: useWidth(holder), plan, backdrop });
  useWheel(canvas, plot, () => setDot(null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plot has other dots
  useEffect(() => setDot(null), [plot]);
  const pointer = usePointer({ plot, dot, onDot: setDot, onOpen });

  return (
    <>
      <Box
        ref={holder}
        role="group"
        aria-label={title}
        tabIndex={0}
        onKeyDown={(event) => plot && onKey(event, { plot, dot, onDot: setDot, onOpen })}
        sx={{ position: 'relative', height, minWidth: 0, overflow: 'hidden', touchAction: 'pan-y' }}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={title}
          style={{
            position: 'absolute',
            inset: 0,
            width: '100%',
            height: '100%',
            cursor: dot === null ? 'grab' : 'pointer',
          }}
          {...pointer}
        />
        <DotRing plot={plot} dot={dot} />
        <DotTooltip plot={plot} dot={dot} describe={describe} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <ChartTools
          asTable={false}
          onTable={onTable}
          onPng={() => canvas.current && savePng(canvas.current, title, theme.palette.background.paper)}
        />
        <ViewButtons
          onMove={(move) => {
            if (plot) moveView(plot, move);
            setDot(null);
          }}
        />
      </Box>
    </>
  );
}

type DotHandling<Plot> = {
  plot: Plot;
  dot: number | null;
  onDot: (dot: number | null) => void;
  onOpen: (dot: number) => void;
};

const VIEW_KEYS: Record<string, ViewMove> = {
  '+': 'closer',
  '=': 'closer',
  '-': 'farther',
  _: 'farther',
  '0': 'whole',
  PageUp: 'left',
  PageDown: 'right',
};

function onKey(event: KeyboardEvent, { plot, dot, onDot, onOpen }: DotHandling<ScatterPlot>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = VIEW_KEYS[event.key];
  const dotKey = DOT_KEYS.find((key) => key === event.key);
  if (dotKey) {
    const next = dotBeside(plot, dot, dotKey);
    if (next !== null) bringIntoView(plot, next);
    onDot(next);
  } else if (move) {
    moveView(plot, move);
    onDot(null);
  } else if (event.key === 'Enter' && dot !== null) onOpen(dot);
  else if (event.key === 'Escape' && dot !== null) onDot(null);
  else return;
  event.preventDefault();
}

/** A pointer that moves farther than this while pressed is a drag, pixels. */
const DRAG = 4;
type Drag = { x: number; pan: number; moved: boolean };

function usePointer({ plot, dot, onDot, onOpen }: DotHandling<ScatterPlot | null>) {
  const drag: RefObject<Drag | null> = useRef(null);
  const onPointerMove = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) => {
    if (!plot) return;
    const held = drag.current;
    if (!held) return onDot(plot.dotAt(offsetX, offsetY));
    if (Math.abs(offsetX - held.x) > DRAG) held.moved = true;
    if (!held.moved) return;
    onDot(null);
    plot.look({ ...plot.view, pan: held.pan - (offsetX - held.x) / plot.view.zoom });
  };
  const onPointerDown = (event: PointerEvent) => {
    if (!plot || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.nativeEvent.offsetX, pan: plot.view.pan, moved: false };
  };
  const onPointerUp = ({ pointerType, nativeEvent: { offsetX, offsetY } }: PointerEvent) => {
    const held = drag.current;
    drag.current = null;
    if (!plot || !held || held.moved) return;
    const hit = plot.dotAt(offsetX, offsetY);
    // Touch has no hover: the first tap describes the dot, the second opens it.
    if (hit !== null && (pointerType === 'mouse' || hit === dot)) onOpen(hit);
    else onDot(hit);
  };
  const onPointerLeave = () => {
    if (!drag.current) onDot(null);
  };
  return { onPointerMove, onPointerDown, onPointerUp, onPointerLeave };
}
