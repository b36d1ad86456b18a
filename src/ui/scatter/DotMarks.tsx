import Box from '@mui/material/Box';
import { makeVisible } from '../../core/visibleText.ts';
import type { ScatterPlot } from './scatterPlot.ts';

type DotMarkProps = {
  plot: ScatterPlot | null;
  /** The dot under the pointer or the keyboard cursor. */
  dot: number | null;
};

const RADIUS = 6;

export function DotRing({ plot, dot }: DotMarkProps) {
  if (!plot || dot === null) return null;
  const { x, y } = plot.placeOf(dot);
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

const GAP = 12;
/** The tooltip of a dot closer than this to the top is below the dot. */
const TOOLTIP_HEIGHT = 90;

/**
 * Describes the dot line by line. The element exists even without a dot, since a status is only announced when it
 * changes.
 */
export function DotTooltip({ plot, dot, describe }: DotMarkProps & { describe: (dot: number) => string[] }) {
  const place = plot && dot !== null ? plot.placeOf(dot) : null;
  const lines = dot === null ? [] : describe(dot);
  return (
    <Box
      role="status"
      style={{ left: place?.x ?? 0, top: place?.y ?? 0, transform: place ? asideOf(place, plot) : undefined }}
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

/** Places the tooltip on the side of the dot with more room. */
function asideOf(place: { x: number; y: number }, plot: ScatterPlot | null): string {
  const before = `calc(-100% - ${GAP}px)`;
  const after = `${GAP}px`;
  const isRight = plot !== null && place.x > plot.scatter.width / 2;
  return `translate(${isRight ? before : after}, ${place.y < TOOLTIP_HEIGHT ? after : before})`;
}
