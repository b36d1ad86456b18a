import type { PreviewColumn } from '../../../../../workers/data/imports/imports.api.ts';
import type { ImportChoices } from '../../../../core/csv/choices.ts';
import type { FeatureTitles } from './featureTitles.ts';

export const COLUMN_FILTERS = ['all', 'used', 'unused', 'attention', 'chosen'] as const;
export type ColumnFilter = (typeof COLUMN_FILTERS)[number];

type Wanted = { search: string; filter: ColumnFilter; choices: ImportChoices; titles: FeatureTitles };

/** Positions of the columns that match a search and a filter, in the order of the file. */
export function columnsLike(columns: readonly PreviewColumn[], wanted: Wanted): number[] {
  const text = wanted.search.trim().toLocaleLowerCase();
  return columns.flatMap((column, position) => {
    if (!isLike(column, position, wanted)) return [];
    const title = column.use.kind === 'feature' ? wanted.titles.get(column.use.feature)?.title : '';
    const found = text === '' || `${column.name}\n${title}`.toLocaleLowerCase().includes(text);
    return found ? [position] : [];
  });
}

export function isLike(
  column: PreviewColumn,
  position: number,
  { filter, choices }: Pick<Wanted, 'filter' | 'choices'>,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'used':
      return column.use.kind !== 'unused';
    case 'unused':
      return column.use.kind === 'unused';
    case 'attention':
      return deservesALook(column);
    case 'chosen':
      return [choices.uses, choices.decimals, choices.categories].some((chosen) => chosen[position] !== undefined);
  }
}

/** Whether a column has unreadable cells, is used but empty, or is unused although it could be used. */
export function deservesALook({ use, reason, unreadable, type }: PreviewColumn): boolean {
  if (use.kind === 'unused') return reason !== null && reason !== 'weight' && reason !== 'rejection';
  return unreadable > 0 || type === 'empty';
}
