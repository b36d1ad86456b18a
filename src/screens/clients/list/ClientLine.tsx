import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { ClientRow } from '../../../../workers/data/clients/clients.api.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { ClientCell } from './ClientCell.tsx';
import type { GridColumn } from './gridColumns.ts';

/** Height of a row and of the header, pixels. */
export const LINE = 36;

type ClientLineProps = {
  id: string;
  index: number;
  top: number;
  /** The same array while the columns are the same, so that memoised rows do not render again. */
  columns: readonly GridColumn[];
  template: string;
  /** Whether the interval is shown below the income. */
  hasEnds: boolean;
  /** Undefined until the client's page arrives. */
  client: ClientRow | undefined;
  segments: Segment[];
  selected: boolean;
  underCursor: boolean;
  /** The same function for all rows and all renders. */
  onClick: (index: number) => void;
};

export const ClientLine = memo(function ClientLine(props: ClientLineProps) {
  const { id, index, top, columns, template, hasEnds, client, segments, selected, underCursor, onClick } = props;
  const className = [selected && 'selected', underCursor && 'cursor'].filter(Boolean).join(' ');
  return (
    <Line
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={className}
      onClick={() => onClick(index)}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {client ? (
        columns.map((column) => (
          <ClientCell key={column} column={column} client={client} segments={segments} hasEnds={hasEnds} />
        ))
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
