import { styled } from '@mui/material/styles';
import { memo, useEffect, useRef } from 'react';
import type { PreviewColumn } from '../../../../../workers/data/imports/imports.api.ts';
import type { ColumnUse } from '../../../../core/csv/choices.ts';
import { useWords } from '../../../../i18n/i18n.ts';
import type { ShownSign } from '../previewChoices.ts';
import { columnName, kindOfUse, textOfUse } from '../previewWords.ts';
import { DecimalSelect } from './DecimalSelect.tsx';
import type { FeatureTitles } from './featureTitles.ts';
import { UseField } from './UseField.tsx';

export const LINE = 44;
export const TEMPLATE = 'minmax(140px, 1fr) minmax(240px, 1.6fr) 112px 80px 84px 96px';

export type ColumnLineProps = {
  column: PreviewColumn;
  /** Position in the file, from 0. */
  position: number;
  /** Position among the shown columns. */
  row: number;
  top: number;
  /** The user's choice, which the preview may not include yet; null = nothing chosen. */
  use: ColumnUse | null;
  sign: ',' | '.' | null;
  isChanging: boolean;
  /** The column has just been edited, so it takes the focus back. */
  wasChanging: boolean;
  takenBy: ReadonlyMap<string, string>;
  titles: FeatureTitles;
  onChanging: (position: number | null, isLeft?: boolean) => void;
  onUse: (position: number, use: ColumnUse) => void;
  onDecimal: (position: number, sign: ShownSign) => void;
};

/** A column of the file: its name, use, decimal sign, type, share of missing values and unreadable cells. */
export const ColumnLine = memo(function ColumnLine(props: ColumnLineProps) {
  const { column, position, row, top, isChanging, titles } = props;
  const words = useWords();
  const { t, format } = words;
  const name = columnName(column.name, position, words);
  return (
    <Line role="row" aria-rowindex={row + 2} style={{ top }}>
      <Cell role="rowheader">
        <bdi title={name}>{name}</bdi>
      </Cell>
      <Cell role="cell">
        {isChanging ? (
          <UseField
            column={column}
            takenBy={props.takenBy}
            titles={titles}
            onUse={(use) => props.onUse(position, use)}
            onClose={(isLeft) => props.onChanging(null, isLeft)}
          />
        ) : (
          <UseButton {...props} name={name} />
        )}
      </Cell>
      <Cell role="cell">
        {column.decimal !== null && readsNumbers(column) && (
          <DecimalSelect
            label={t('imports.preview.columns.decimalOf', { column: name })}
            found={column.decimal}
            chosen={props.sign}
            onChange={(sign) => props.onDecimal(position, sign)}
          />
        )}
      </Cell>
      <Cell role="cell" className="quiet">
        {t(`imports.preview.types.${column.serialDates > 0 ? 'serial' : column.type}`)}
      </Cell>
      <Cell role="cell" className="figure">
        {format.percent(column.missingShare)}
      </Cell>
      <Cell role="cell" className={column.unreadable > 0 ? 'figure attention' : 'figure'}>
        {format.integer(column.unreadable)}
      </Cell>
    </Line>
  );
});

function readsNumbers({ use, type }: PreviewColumn): boolean {
  return use.kind === 'actual-income' || (use.kind === 'feature' && type !== 'date');
}

/** Shows the column's use; a click edits it. */
function UseButton(props: ColumnLineProps & { name: string }) {
  const { column, use, position, name, titles, wasChanging, onChanging } = props;
  const words = useWords();
  const { t } = words;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasChanging) button.current?.focus({ preventScroll: true });
  }, [wasChanging]);
  const text = textOfUse(use ?? column.use, titles, t);
  const reason = column.reason && t(`imports.preview.unusedWhy.${column.reason}`);
  const why = use ? t('imports.preview.columns.byHand') : (reason ?? kindOfUse(column, titles, words));
  const isUnused = (use ?? column.use).kind === 'unused';
  return (
    <button
      ref={button}
      type="button"
      className={isUnused ? 'quiet' : ''}
      aria-label={t('imports.preview.columns.change', { column: name, use: text })}
      onClick={() => onChanging(position)}
    >
      <span>{text}</span>
      {why && (
        <small className={use ? 'chosen' : ''} title={why}>
          {why}
        </small>
      )}
    </button>
  );
}

const Cell = styled('div')({});

/** Cells are plain elements, since scrolling mounts and unmounts lines. */
const Line = styled('div')(({ theme }) => ({
  position: 'absolute',
  left: 0,
  right: 0,
  height: LINE,
  padding: theme.spacing(0, 2),
  display: 'grid',
  gridTemplateColumns: TEMPLATE,
  alignItems: 'center',
  gap: theme.spacing(1),
  borderBottom: `1px solid ${theme.palette.divider}`,
  '& > *': { minWidth: 0 },
  '& bdi, & button > *': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .figure': { textAlign: 'right' },
  '& .quiet': { color: theme.palette.text.secondary },
  '& .attention': { color: theme.palette.warning.main, fontWeight: 600 },
  '& button': {
    display: 'block',
    width: '100%',
    padding: theme.spacing(0.25, 1),
    marginLeft: theme.spacing(-1),
    font: 'inherit',
    lineHeight: 1.3,
    color: theme.palette.text.primary,
    textAlign: 'left',
    cursor: 'pointer',
    background: 'none',
    border: '1px solid transparent',
    borderRadius: 6,
  },
  '& button.quiet': { color: theme.palette.text.secondary },
  '& button:hover': { backgroundColor: theme.palette.action.hover, borderColor: theme.palette.divider },
  '& small': { fontSize: 12, color: theme.palette.text.secondary },
  '& small.chosen': { color: theme.palette.primary.main },
}));
