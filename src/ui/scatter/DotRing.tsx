import Box from '@mui/material/Box';
import type { ScatterBoard } from './dotBoard.ts';

const RADIUS = 6;

/** Around the dot under the pointer, or the one that the keys have reached. */
export function DotRing({ board, dot }: { board: ScatterBoard | null; dot: number | null }) {
  if (!board || dot === null) return null;
  const { x, y } = board.placeOf(dot);
  return (
    <Box
      aria-hidden
      style={{ transform: `translate(${x - RADIUS}px, ${y - RADIUS}px)` }}
      sx={{
        position: 'absolute',
        top: 0,
        left: 0,
        width: 2 * RADIUS,
        height: 2 * RADIUS,
        border: '2px solid',
        borderColor: 'text.primary',
        borderRadius: '50%',
        boxSizing: 'border-box',
        pointerEvents: 'none',
      }}
    />
  );
}
