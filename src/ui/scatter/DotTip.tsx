import Box from '@mui/material/Box';
import { makeVisible } from '../texts/Literal.tsx';
import type { ScatterBoard } from './dotBoard.ts';

type DotTipProps = { board: ScatterBoard | null; dot: number | null; describe: (dot: number) => string[] };

const GAP = 12;

/** What the dot under the pointer, or the one that the keys have reached, stands for. */
export function DotTip({ board, dot, describe }: DotTipProps) {
  const place = board && dot !== null ? board.placeOf(dot) : null;
  const lines = dot === null ? [] : describe(dot);
  const onRight = board !== null && place !== null && place.x > board.picture.width / 2;
  const below = place !== null && place.y < 90;
  return (
    <Box
      role="status"
      style={{
        left: place?.x ?? 0,
        top: place?.y ?? 0,
        transform: `translate(${onRight ? `calc(-100% - ${GAP}px)` : `${GAP}px`}, ${below ? `${GAP}px` : `calc(-100% - ${GAP}px)`})`,
      }}
      sx={{
        position: 'absolute',
        visibility: place ? 'visible' : 'hidden',
        pointerEvents: 'none',
        maxWidth: 'min(280px, 46%)',
        px: 1,
        py: 0.75,
        borderRadius: 0.5,
        bgcolor: 'text.primary',
        color: 'background.paper',
        fontSize: 12,
        lineHeight: 1.4,
        overflowWrap: 'anywhere',
        '& > :first-of-type': { fontWeight: 600 },
      }}
    >
      {lines.map((line) => (
        <div key={line}>
          <bdi>{makeVisible(line)}</bdi>
        </div>
      ))}
    </Box>
  );
}
