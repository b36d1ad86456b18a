import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ClientsFilter, ClientsSort } from '../../../core/clients/clientsFilter.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { LINE } from './ClientLine.tsx';
import { type GridColumn, isFigure } from './gridColumns.ts';

type GridHeadProps = {
  columns: readonly GridColumn[];
  template: string;
  filter: ClientsFilter;
  onSort: (sort: ClientsSort) => void;
};

/** Column headers. A click sorts, a second click reverses the order. */
export function GridHead({ columns, template, filter, onSort }: GridHeadProps) {
  const { t } = useWords();
  const order = filter.descending ? 'descending' : 'ascending';
  return (
    <Box
      role="rowgroup"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 1,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        role="row"
        aria-rowindex={1}
        sx={{ display: 'grid', alignItems: 'center', columnGap: 1.5, px: 2, height: LINE - 1 }}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((sort) => {
          const sorted = filter.sort === sort;
          return (
            <Box
              key={sort}
              role="columnheader"
              aria-sort={sorted ? order : 'none'}
              sx={{ minWidth: 0, textAlign: isFigure(sort) ? 'right' : 'left' }}
            >
              <ButtonBase
                onClick={() => onSort(sort)}
                sx={{
                  fontFamily: 'inherit',
                  fontSize: 12,
                  fontWeight: 600,
                  lineHeight: '24px',
                  borderRadius: 0.5,
                  whiteSpace: 'nowrap',
                  color: sorted ? 'text.primary' : 'text.secondary',
                  '&:hover': { color: 'text.primary' },
                }}
              >
                {t(`clients.columns.${sort}`)}
                {sorted && <span aria-hidden>{filter.descending ? '\u00a0↓' : '\u00a0↑'}</span>}
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
