import type { ReactNode } from 'react';
import type { ClientRow } from '../../../../workers/data/clients/clients.api.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { intervalText, shortIntervalText } from '../../../parts/intervalText.ts';
import { SegmentMark } from '../../../parts/SegmentMark.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { type GridColumn, isFigure } from './gridColumns.ts';

type ClientCellProps = { column: GridColumn; client: ClientRow; segments: Segment[]; hasEnds: boolean };

const CELL = { role: 'gridcell' } as const;

/** One client's value in one column. */
export function ClientCell({ column, client, segments, hasEnds }: ClientCellProps) {
  const { t, language, format } = useWords();
  const { id, name, incomeRub, interval, actualIncomeRub, segmentId } = client;
  const rank = segments.findIndex((segment) => segment.id === segmentId);
  const nothing = <i>{t('frame.noData')}</i>;
  const texts: Record<GridColumn, () => ReactNode> = {
    id: () => <Literal text={id} />,
    name: () => (name === null ? <i>{t('clients.noName')}</i> : <Literal text={name} />),
    income: () => (
      <>
        {format.integer(Math.round(incomeRub))}
        {hasEnds && interval && (
          <small title={intervalText(interval, format)}> {shortIntervalText(interval, language)}</small>
        )}
      </>
    ),
    interval: () =>
      interval && incomeRub > 0
        ? format.integer(Math.round((100 * (interval.highRub - interval.lowRub)) / incomeRub))
        : nothing,
    actual: () => (actualIncomeRub === null ? nothing : format.integer(Math.round(actualIncomeRub))),
    segment: () => (
      <>
        <SegmentMark rank={rank} /> {segments[rank]?.name[language] ?? segmentId}
      </>
    ),
  };
  const isMissing = { name: name === null, actual: actualIncomeRub === null, interval: interval === null };
  const isQuiet = column in isMissing && isMissing[column as keyof typeof isMissing];
  return (
    <span {...CELL} className={[isFigure(column) && 'figure', isQuiet && 'quiet'].filter(Boolean).join(' ')}>
      {texts[column]()}
    </span>
  );
}
