import { type FeatureKind, sameKind } from '../contract/externalContract.ts';
import { parseDate } from '../csv/cells/date.ts';
import { UNREADABLE } from '../csv/cells/missing.ts';
import { parseFlagWord, parseNumberText } from '../csv/cells/numberText.ts';
import { at } from '../machine/at.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { distance, type Target } from './matchSums.ts';

/** A column whose cells may mean something else than the model's contract says. */
export type TextColumn = {
  /** Position of its feature. */
  feature: number;
  /** The texts of the compared rows; null for a missing value. */
  texts: readonly (string | null)[];
  /** Different texts of the whole file, in the order of their first rows. */
  levels: readonly string[];
  kind: FeatureKind;
  /** The kind by the active model; null when it does not know the column. */
  activeKind: FeatureKind | null;
};

/** Where the codes of a tried kind come from. `size`: of texts that are numbers. */
export type KindSource = 'alphabet' | 'size' | 'appearance' | 'active' | 'cells';

export type KindChange = { feature: number; kind: FeatureKind; source: KindSource };

type Trial = KindChange & { values: Float64Array };

/** A column with more levels is hardly coded by hand. */
const MOST_LEVELS = 10_000;

/**
 * Tries other kinds for each column and keeps what brings the sums nearest to the wanted ones, column by column, twice.
 * The matrix is changed.
 */
export function chooseKinds(
  ensemble: TreeEnsemble,
  matrix: Float64Array,
  { columns, target }: { columns: readonly TextColumn[]; target: Target },
): KindChange[] {
  const chosen = new Map<number, Trial>();
  const trials = columns.map((column) => ({ column, tried: trialsFor(column) }));
  let nearest = distance(ensemble, matrix, target);
  for (let round = 0; round < 2; round++) {
    for (const { column, tried } of trials) {
      const before = columnOf(matrix, column.feature, ensemble.featureCount);
      let kept = before;
      for (const trial of tried) {
        write(matrix, column.feature, trial.values, ensemble.featureCount);
        const away = distance(ensemble, matrix, target);
        if (!(away < nearest)) continue;
        nearest = away;
        kept = trial.values;
        chosen.set(column.feature, trial);
      }
      write(matrix, column.feature, kept, ensemble.featureCount);
    }
  }
  return [...chosen.values()].map(({ feature, kind, source }) => ({ feature, kind, source }));
}

/** The kinds that would read every cell of a column, other than its present one. */
export function trialsFor({ feature, texts, levels, kind, activeKind }: TextColumn): Trial[] {
  const kinds: [FeatureKind, KindSource][] = [
    [{ kind: 'number' }, 'cells'],
    [{ kind: 'flag' }, 'cells'],
    [{ kind: 'date' }, 'cells'],
  ];
  if (activeKind?.kind === 'category') kinds.push([activeKind, 'active']);
  if (levels.length <= MOST_LEVELS) {
    for (const [source, sorted] of ordersOf(levels)) {
      // Codes begin with 0, or with 1, as those of R's factors do.
      kinds.push([{ kind: 'category', categories: sorted }, source]);
      kinds.push([{ kind: 'category', categories: ['', ...sorted] }, source]);
    }
  }
  return kinds.flatMap(([tried, source]): Trial[] => {
    if (sameKind(tried, kind)) return [];
    const read = readerOf(tried);
    const values = Float64Array.from(texts, (text) => (text === null ? Number.NaN : read(text)));
    return values.includes(UNREADABLE) ? [] : [{ feature, kind: tried, source, values }];
  });
}

function ordersOf(levels: readonly string[]): [KindSource, readonly string[]][] {
  const numbers = new Map(levels.map((level) => [level, parseNumberText(level)]));
  const areNumbers = ![...numbers.values()].includes(UNREADABLE);
  const bySize = () => levels.toSorted((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0));
  return [
    ['alphabet', levels.toSorted(byCodeUnits)],
    ...(areNumbers ? [['size', bySize()] as [KindSource, string[]]] : []),
    ['appearance', levels],
  ];
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Converts the text of a cell as an import would; `UNREADABLE` for a text that is none of the kind. */
export function readerOf(kind: FeatureKind): (text: string) => number {
  switch (kind.kind) {
    case 'number':
      return (text) => parseNumberText(text);
    case 'flag':
      return (text) => {
        const number = parseNumberText(text);
        return number === UNREADABLE ? parseFlagWord(text) : number;
      };
    case 'date':
      return parseDate;
    case 'category': {
      const codes = new Map(kind.categories.map((text, code) => [text, code]));
      return (text) => codes.get(text) ?? UNREADABLE;
    }
  }
}

function columnOf(matrix: Float64Array, feature: number, width: number): Float64Array {
  return Float64Array.from({ length: matrix.length / width }, (_, row) => at(matrix, row * width + feature));
}

function write(matrix: Float64Array, feature: number, values: Float64Array, width: number): void {
  values.forEach((value, row) => {
    matrix[row * width + feature] = value;
  });
}
