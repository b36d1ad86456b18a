import { isRejectedHeader } from '../rejectedHeader.ts';
import type { CsvSchema } from '../report.ts';
import { ID_NAMES } from './columnNames.ts';
import { spellingOf } from './nameSpelling.ts';

/** How the rows of a table relate to its header. */
export type RowShape = {
  /** The header with one name for each cell of a row; a column of row names without a header has an empty one. */
  header: string[];
  /** Empty cells that every row has after those of the header. */
  surplusCells: number;
  /** Whether the first column has names of rows, but no name itself. */
  hasRowNames: boolean;
};

/**
 * Compares a header with the rows below it. Where most rows have cells more than the header and nothing in them, these
 * are no cells. Where most rows have one cell more, and the first ones are names of rows as R writes them, the first
 * column has no header. Where most rows lack the header's last, empty cell, it is none.
 */
export function shapeOf(
  header: string[],
  rows: readonly (readonly string[])[],
  delimiter: CsvSchema['delimiter'],
): RowShape {
  const asItIs = { header, surplusCells: 0, hasRowNames: false };
  const width = usualWidth(rows);
  const usual = rows.filter((row) => row.length === width);
  const surplus = width - header.length;
  if (usual.length * 2 <= rows.length || isRejectedHeader(header)) return asItIs;
  if (surplus === -1 && header.length > 2 && isBlank(header.at(-1))) return { ...asItIs, header: header.slice(0, -1) };
  if (surplus <= 0) return asItIs;
  const withoutContent = usual.filter((row) => row.slice(header.length).every(isBlank));
  if (withoutContent.length * 2 > usual.length) return { ...asItIs, surplusCells: surplus };
  const areMost = usual.length >= rows.length * NEARLY_ALL;
  if (surplus === 1 && areMost && areRowNames(usual, idPlace(header), delimiter))
    return { ...asItIs, header: ['', ...header], hasRowNames: true };
  return asItIs;
}

/** Share of rows that must have a name. */
const NEARLY_ALL = 0.9;

/** The number of cells that most rows have. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? 0;
}

/** An id is longer than the number of a row. */
const SHORTEST_ID = 3;

/**
 * Whether the first cells name the rows. If another column is the id, they are numbers growing from 1, and the ids are
 * longer; if none is, they are the ids. A column without a header may as well stand at the end, so doubt decides
 * against names. With commas between the cells, the last one must be more than half a decimal number.
 */
function areRowNames(rows: readonly (readonly string[])[], id: number, delimiter: string): boolean {
  const names = rows.map(([name = '']) => name.trim());
  if (delimiter === ',' && rows.every((row) => /^\d*$/.test(row.at(-1) ?? ''))) return false;
  if (id < 0) return areIds(names, SHORTEST_ID);
  const growing = names.filter((name, row) => /^\d+$/.test(name) && Number(name) > Number(names[row - 1] ?? 0));
  const areGrowing = growing.length >= names.length * NEARLY_ALL;
  const ids = rows.map((row) => row[id + 1]?.trim() ?? '');
  return areGrowing && names[0] === '1' && areIds(ids, Math.max(SHORTEST_ID, (names.at(-1) ?? '').length + 1));
}

/** Whether nearly all texts are different, long enough, and have digits: a row or two may be damaged. */
function areIds(texts: readonly string[], shortest: number): boolean {
  const ids = new Set(texts.filter((text) => text.length >= shortest && /\d/.test(text)));
  return ids.size >= texts.length * NEARLY_ALL;
}

function idPlace(header: readonly string[]): number {
  return header.findIndex((name) => {
    const { letters, base } = spellingOf(name);
    return ID_NAMES.includes(letters) || ID_NAMES.includes(base);
  });
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '';
}
