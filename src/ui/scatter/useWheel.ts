import { type RefObject, useEffect, useRef } from 'react';
import type { ScatterBoard } from './dotBoard.ts';
import { zoomed } from './picture.ts';

const SPEED = 0.002;

/** Ctrl or ⌘ with the wheel looks closer at the pointer, a sideways wheel moves; a plain one scrolls the page on. */
export function useWheel(canvas: RefObject<HTMLCanvasElement | null>, board: ScatterBoard | null, onMove: () => void) {
  const moved = useRef(onMove);
  moved.current = onMove;
  useEffect(() => {
    const target = canvas.current;
    if (!target || !board) return;
    const onWheel = (event: WheelEvent) => {
      const { deltaX, deltaY, shiftKey, offsetX } = event;
      const sideways = shiftKey ? deltaX || deltaY : deltaX;
      if (event.ctrlKey || event.metaKey) {
        board.look(zoomed(board.picture, board.view, Math.exp(-deltaY * SPEED), offsetX));
      } else if (Math.abs(sideways) > 0 && (shiftKey || Math.abs(deltaX) > Math.abs(deltaY))) {
        board.look({ ...board.view, pan: board.view.pan + sideways / board.view.zoom });
      } else return;
      event.preventDefault();
      moved.current();
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [canvas, board]);
}
