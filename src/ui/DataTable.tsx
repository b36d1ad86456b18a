import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';

export type ChartTable = {
  head: string[];
  rows: string[][];
  /** Columns of numbers, right-aligned; the others are text. */
  numeric?: number[];
};

/** A small table of ready texts: what stands behind a chart. */
export function DataTable({ table, caption }: { table: ChartTable; caption: string }) {
  const align = (column: number) => (table.numeric?.includes(column) ? 'right' : 'left');
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={caption}>
      <Table aria-label={caption}>
        <TableHead>
          <TableRow>
            {table.head.map((title, column) => (
              <TableCell key={title} align={align(column)}>
                {title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are a finished picture and carry no identity
            <TableRow key={index}>
              {row.map((text, column) => (
                <TableCell
                  key={table.head[column]}
                  align={align(column)}
                  {...(column === 0 && { component: 'th', scope: 'row' })}
                >
                  <bdi>{text}</bdi>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
