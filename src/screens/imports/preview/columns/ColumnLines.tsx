import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { PreviewColumn } from '../../../../../workers/data/imports/imports.api.ts';
import { type ColumnUse, type ImportChoices, keyOfUse } from '../../../../core/csv/choices.ts';
import { at } from '../../../../core/machine/at.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import { chooseDecimal, chooseUse, type ShownSign } from '../previewChoices.ts';
import type { PreviewQuestion } from '../usePreview.ts';
import { ColumnLine, LINE, TEMPLATE } from './ColumnLine.tsx';
import type { FeatureTitles } from './featureTitles.ts';

type ColumnLinesProps = {
  columns: PreviewColumn[];
  /** Positions of the shown columns. */
  shown: number[];
  choices: ImportChoices;
  choose: PreviewQuestion['choose'];
  titles: FeatureTitles;
};

const MOST_LINES = 12;
const HEADS = ['name', 'use', 'decimal', 'type', 'missing', 'unreadable'] as const;

/** Height including the header, pixels. */
export function heightOf(lines: number): number {
  return Math.min(MOST_LINES, lines + 1) * LINE + 1;
}

/** A virtual list of the columns. Only one column's use is edited at any moment. */
export function ColumnLines({ columns, shown, choices, choose, titles }: ColumnLinesProps) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 3,
    // With this height the first render has lines; otherwise all would appear after the measurement.
    initialRect: { width: 0, height: heightOf(shown.length) },
    scrollMargin: LINE,
  });
  const takenBy = useMemo(
    () => new Map(columns.flatMap(({ use, name }) => (use.kind === 'unused' ? [] : [[keyOfUse(use), name] as const]))),
    [columns],
  );
  const { changing, onChanging, onUse, onDecimal } = useColumnChanges(columns, choose);
  return (
    <Box
      ref={scroller}
      role="table"
      aria-label={t('imports.preview.columns.label')}
      aria-rowcount={shown.length + 1}
      sx={{ overflow: 'auto', height: heightOf(shown.length), contain: 'strict' }}
    >
      <Heads />
      <Box
        role="rowgroup"
        style={{ height: virtual.getTotalSize() }}
        sx={{ position: 'relative', minWidth: 'fit-content' }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const position = at(shown, index);
          return (
            <ColumnLine
              key={position}
              column={at(columns, position)}
              position={position}
              row={index}
              top={start - LINE}
              use={choices.uses[position] ?? null}
              sign={choices.decimals[position] ?? null}
              isChanging={changing.now === position}
              wasChanging={changing.last === position}
              takenBy={takenBy}
              titles={titles}
              onChanging={onChanging}
              onUse={onUse}
              onDecimal={onDecimal}
            />
          );
        })}
      </Box>
    </Box>
  );
}

/**
 * Changes the use and the decimal sign of a column. The functions never change, so that memoised lines do not render
 * again.
 */
function useColumnChanges(columns: PreviewColumn[], choose: ColumnLinesProps['choose']) {
  /** `now`: the column being edited; `last`: the column that takes the focus back after its edit. */
  const [changing, setChanging] = useState<{ now: number | null; last: number | null }>({ now: null, last: null });
  const onChanging = useCallback((now: number | null, isLeft = false) => {
    // A blurred field reports its closing more than once.
    setChanging((before) => (now === before.now ? before : { now, last: isLeft ? null : before.now }));
  }, []);
  const onUse = useCallback(
    (column: number, use: ColumnUse) => {
      onChanging(null);
      choose((now) => chooseUse(now, columns, { column, use }));
    },
    [columns, choose, onChanging],
  );
  const onDecimal = useCallback(
    (column: number, sign: ShownSign) => choose((now) => chooseDecimal(now, column, sign)),
    [choose],
  );
  return { changing, onChanging, onUse, onDecimal };
}

function Heads() {
  const { t } = useWords();
  return (
    <Box role="rowgroup" sx={{ position: 'sticky', top: 0, zIndex: 1, minWidth: 'fit-content' }}>
      <Box
        role="row"
        aria-rowindex={1}
        sx={{
          display: 'grid',
          gridTemplateColumns: TEMPLATE,
          alignItems: 'center',
          height: LINE,
          px: 2,
          gap: 1,
          fontSize: 12,
          fontWeight: 600,
          color: 'text.secondary',
          bgcolor: 'background.paper',
          borderBottom: 1,
          borderColor: 'divider',
          '& .figure': { textAlign: 'right' },
        }}
      >
        {HEADS.map((head) => (
          <Box key={head} role="columnheader" className={head === 'missing' || head === 'unreadable' ? 'figure' : ''}>
            {t(`imports.preview.columns.${head}`)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
