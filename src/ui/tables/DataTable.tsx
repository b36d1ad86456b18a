import Link from '@mui/material/Link';
import { DenseTable } from './DenseTable.tsx';

export type ChartTable = {
  head: string[];
  rows: string[][];
  /** Positions of number columns, which are right-aligned; the others are text. */
  numeric?: number[];
  /** Opens each row; null for rows that open nothing. */
  actions?: ((() => void) | null)[];
};

/** A small table of formatted texts: the figures behind a chart. */
export function DataTable({ table, caption }: { table: ChartTable; caption: string }) {
  const className = (column: number) => (table.numeric?.includes(column) ? 'figure' : undefined);
  return (
    <DenseTable label={caption}>
      <thead>
        <tr>
          {table.head.map((title, column) => (
            <th key={title} scope="col" className={className(column)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change and have no identity
          <tr key={index}>
            {row.map((text, column) => {
              const Cell = column === 0 ? 'th' : 'td';
              return (
                <Cell
                  key={table.head[column]}
                  className={className(column)}
                  {...(column === 0 && { scope: 'row' as const })}
                >
                  {column === 0 ? <RowTitle text={text} action={table.actions?.[index] ?? null} /> : <bdi>{text}</bdi>}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}

function RowTitle({ text, action }: { text: string; action: (() => void) | null }) {
  if (!action) return <bdi>{text}</bdi>;
  return (
    <Link component="button" type="button" onClick={action} sx={{ textAlign: 'left', verticalAlign: 'baseline' }}>
      <bdi>{text}</bdi>
    </Link>
  );
}
