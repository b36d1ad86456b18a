import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { ChartTools } from '../charts/ChartTools.tsx';
import { savePng } from '../charts/canvas.ts';
import { DotButtons } from './DotButtons.tsx';
import { DotRing } from './DotRing.tsx';
import { DotTip } from './DotTip.tsx';
import type { Backdrop } from './dotBoard.ts';
import { bringIntoView, dotBeside, type Move, moveView } from './dotKeys.ts';
import { type DotPlan, useDotBoard } from './useDotBoard.ts';
import { useWheel } from './useWheel.ts';

type DotCanvasProps = {
  /** The picture's accessible name, and the name of the downloaded file. */
  title: string;
  height: number;
  plan: DotPlan;
  backdrop: Backdrop;
  /** What a dot is, line by line; the first stands out. */
  describe: (dot: number) => string[];
  onOpen: (dot: number) => void;
  onTable: () => void;
};

const KEYS: Record<string, Move> = {
  '+': 'closer',
  '=': 'closer',
  '-': 'farther',
  _: 'farther',
  '0': 'whole',
  PageUp: 'left',
  PageDown: 'right',
};
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
/** A pointer that moved farther than this between down and up has dragged. */
const DRAG = 4;

/** Thousands of dots on a canvas: hover says what a dot is, a click opens it, the wheel and the keys look closer. */
export function DotCanvas({ title, height, plan, backdrop, describe, onOpen, onTable }: DotCanvasProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x: number; pan: number; moved: boolean } | null>(null);
  const [dot, setDot] = useState<number | null>(null);
  const board = useDotBoard(canvas, plan, backdrop);
  useWheel(canvas, board, () => setDot(null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has other dots
  useEffect(() => setDot(null), [board]);

  const onMove = (event: PointerEvent) => {
    if (!board) return;
    const { offsetX, offsetY } = event.nativeEvent;
    const held = drag.current;
    if (!held) return setDot(board.dotAt(offsetX, offsetY));
    if (Math.abs(offsetX - held.x) > DRAG) held.moved = true;
    if (!held.moved) return;
    setDot(null);
    board.look({ ...board.view, pan: held.pan - (offsetX - held.x) / board.view.zoom });
  };
  const onDown = (event: PointerEvent) => {
    if (!board || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.nativeEvent.offsetX, pan: board.view.pan, moved: false };
  };
  const onUp = (event: PointerEvent) => {
    const held = drag.current;
    drag.current = null;
    if (!board || !held || held.moved) return;
    const hit = board.dotAt(event.nativeEvent.offsetX, event.nativeEvent.offsetY);
    // A finger has no hover: its first touch says what the dot is, the second opens it.
    if (hit !== null && (event.pointerType === 'mouse' || hit === dot)) onOpen(hit);
    else setDot(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!board || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = KEYS[event.key];
    if (ARROWS.includes(event.key)) {
      const next = dotBeside(board, dot, event.key);
      if (next !== null) bringIntoView(board, next);
      setDot(next);
    } else if (move) {
      moveView(board, move);
      setDot(null);
    } else if (event.key === 'Enter' && dot !== null) onOpen(dot);
    else if (event.key === 'Escape' && dot !== null) setDot(null);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <Box
        role="group"
        aria-label={title}
        tabIndex={0}
        onKeyDown={onKeyDown}
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
          onPointerMove={onMove}
          onPointerDown={onDown}
          onPointerUp={onUp}
          onPointerLeave={() => !drag.current && setDot(null)}
        />
        <DotRing board={board} dot={dot} />
        <DotTip board={board} dot={dot} describe={describe} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <ChartTools
          asTable={false}
          onTable={onTable}
          onPng={() => canvas.current && savePng(canvas.current, title, theme.palette.background.paper)}
        />
        <DotButtons
          onMove={(move) => {
            if (board) moveView(board, move);
            setDot(null);
          }}
        />
      </Box>
    </>
  );
}
