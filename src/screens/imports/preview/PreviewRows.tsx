import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { useOneByOne } from '../../../ui/useOneByOne.ts';

/** Nobody looks at more columns, and a table of ten thousand columns takes seconds to render. */
const COLUMNS_SHOWN = 30;
const LONGEST = 200;
/** Rows that are rendered per frame. */
const STEP = 5;

/** The first rows, unchanged from the file. */
export function PreviewRows({ preview: { rows, columns } }: { preview: ImportPreview }) {
  const { t, format } = useWords();
  const laidOut = (1 + useOneByOne(Math.ceil(rows.length / STEP) - 1)) * STEP;
  const widest = Math.max(columns.length, ...rows.map((row) => row.length));
  const positions = Array.from({ length: Math.min(COLUMNS_SHOWN, widest) }, (_, position) => position);
  const more = widest - positions.length;
  return (
    <Panel title={t('imports.preview.rows.title')}>
      {rows.length === 0 ? (
        <Typography color="textSecondary">{t('imports.preview.rows.none')}</Typography>
      ) : (
        <Rows className={columns.length > 0 ? 'cells' : 'lines'}>
          <DenseTable label={t('imports.preview.rows.label')}>
            {columns.length > 0 && (
              <thead>
                <tr>
                  {positions.map((position) => (
                    <th scope="col" key={position}>
                      <bdi>{shown(columns[position]?.name ?? '')}</bdi>
                    </th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {rows.slice(0, laidOut).map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are identified by their position
                <tr key={line}>
                  {positions.map((position) => (
                    <td key={position}>
                      <bdi>{shown(row[position] ?? '')}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </DenseTable>
        </Rows>
      )}
      {more > 0 && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
          {t('imports.preview.rows.more', { count: more, shown: format.integer(more) })}
        </Typography>
      )}
    </Panel>
  );
}

function shown(cell: string): string {
  return makeVisible(cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell);
}

/** Plain elements, since there are hundreds of cells. */
const Rows = styled('div')({
  '& th, & td': { whiteSpace: 'nowrap' },
  '&.cells th, &.cells td': { maxWidth: 200, overflow: 'hidden', textOverflow: 'ellipsis' },
});
