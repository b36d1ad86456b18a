import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { ClientRow } from '../../../workers/data.api.ts';
import type { Segment } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { intervalText, shortIntervalText } from '../../ui/intervalText.ts';
import { Literal } from '../../ui/Literal.tsx';
import { SegmentMark } from '../../ui/SegmentMark.tsx';

/** Wide enough for both ends of an interval below the income. */
const INCOME = { bare: 72, withInterval: 88 };

/** Height of a row, and of the head. */
export const LINE = 36;

export function template({ hasNames, hasIntervals }: { hasNames: boolean; hasIntervals: boolean }): string {
  const income = hasIntervals ? INCOME.withInterval : INCOME.bare;
  return hasNames
    ? `minmax(64px, 0.5fr) minmax(72px, 1.7fr) ${income}px 92px`
    : `minmax(96px, 1.4fr) ${Math.max(96, income)}px minmax(96px, 1fr)`;
}

const CELL = { role: 'gridcell' } as const;

type ClientLineProps = {
  id: string;
  index: number;
  top: number;
  columns: string;
  hasNames: boolean;
  /** Whether there is room for intervals, and there are some. */
  hasIntervals: boolean;
  /** Undefined while its page is on its way. */
  client: ClientRow | undefined;
  segments: Segment[];
  selected: boolean;
  underCursor: boolean;
  /** The same function for all rows and at all times. */
  onClick: (index: number) => void;
};

export const ClientLine = memo(function ClientLine(props: ClientLineProps) {
  const { id, index, top, columns, hasNames, hasIntervals, client, segments, selected, underCursor, onClick } = props;
  const { t, language, format } = useWords();
  const rank = client ? segments.findIndex((segment) => segment.id === client.segmentId) : -1;
  const className = [selected && 'selected', underCursor && 'cursor'].filter(Boolean).join(' ');
  return (
    <Line
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={className}
      onClick={() => onClick(index)}
      style={{ gridTemplateColumns: columns, transform: `translateY(${top}px)` }}
    >
      {client ? (
        <>
          <span {...CELL}>
            <Literal text={client.id} />
          </span>
          {hasNames && (
            <span {...CELL} className={client.name === null ? 'quiet' : undefined}>
              {client.name === null ? <i>{t('clients.noName')}</i> : <Literal text={client.name} />}
            </span>
          )}
          <span {...CELL} className="figure">
            {format.integer(Math.round(client.incomeRub))}
            {hasIntervals && client.interval && (
              <small title={intervalText(client.interval, format)}>
                {' '}
                {shortIntervalText(client.interval, language)}
              </small>
            )}
          </span>
          <span {...CELL}>
            <SegmentMark rank={rank} /> {segments[rank]?.name[language] ?? client.segmentId}
          </span>
        </>
      ) : (
        <Box role="gridcell" sx={{ gridColumn: '1 / -1' }}>
          <Skeleton animation={false} width="100%" />
        </Box>
      )}
    </Line>
  );
});

const Line = styled('div')(({ theme }) => ({
  position: 'absolute',
  top: 0,
  left: 0,
  right: 0,
  height: LINE,
  display: 'grid',
  alignItems: 'center',
  columnGap: 12,
  padding: '0 16px',
  cursor: 'pointer',
  borderBottom: `1px solid ${theme.palette.divider}`,
  '& > span': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& bdi': { display: 'block' },
  '& .figure': { textAlign: 'right', lineHeight: '17px' },
  '& small': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: 12,
    lineHeight: '14px',
    color: theme.palette.text.secondary,
  },
  '& .quiet': { color: theme.palette.text.secondary },
  '&:hover': { backgroundColor: theme.palette.action.hover },
  '&.selected': { backgroundColor: theme.palette.action.selected },
  '&.cursor': { boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}` },
}));
