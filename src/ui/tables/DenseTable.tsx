import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';

/**
 * A dense table: hairlines, rows of 36 px, `.figure` cells right-aligned. Cells are plain elements, so that hundreds of
 * rows render in a few milliseconds. A table that is too wide scrolls sideways.
 */
export function DenseTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box role="group" aria-label={label} tabIndex={0} sx={{ overflowX: 'auto', mx: -2 }}>
      <Plain aria-label={label}>{children}</Plain>
    </Box>
  );
}

const Plain = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 14,
  lineHeight: 1.4,
  '& th, & td': {
    padding: '7px 8px',
    height: 36,
    textAlign: 'left',
    verticalAlign: 'middle',
    borderBottom: `1px solid ${theme.palette.divider}`,
    boxSizing: 'border-box',
  },
  '& tr > :not(* + *)': { paddingLeft: 16 },
  '& tr > :last-child': { paddingRight: 16 },
  '& tbody tr:last-child > *': { borderBottom: 0 },
  '& thead th': { fontSize: 12, fontWeight: 600, color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  '& tbody th': { fontWeight: 'inherit' },
  '& .figure': { textAlign: 'right', whiteSpace: 'nowrap' },
  '& .tight': { width: 1, whiteSpace: 'nowrap' },
  '& .quiet': { color: theme.palette.text.secondary },
  '& tr.clickable': { cursor: 'pointer' },
  '& tr.clickable:hover': { backgroundColor: theme.palette.action.hover },
  '& tr[aria-current="true"]': { backgroundColor: theme.palette.action.selected },
}));
