import type { Contract } from '../../contract/contract.ts';
import type { ColumnUse } from '../choices.ts';
import { isRejectedHeader, REJECTION_COLUMNS } from '../rejectedHeader.ts';
import { DATE_NAMES, fold, ID_NAMES, isActualIncome, isNeverFeature, letters, PERSON_NAMES } from './columnNames.ts';

/**
 * Why a column without a choice is unused. `weight`: it is computed from the actual income; `rejection`: the app wrote
 * the reason of a rejection into it.
 */
export type UnusedReason = 'unknown' | 'duplicate' | 'weight' | 'rejection';

/** The uses of a header's columns. Positions are those in the header; −1 = the file has no such column. */
export type Columns = {
  /** The use of each column. */
  uses: ColumnUse[];
  /** For each column; null for a used one, one without a name, and one chosen as unused. */
  reasons: (UnusedReason | null)[];
  id: number;
  name: number;
  date: number;
  /** Position of the actual income, by default `target`: never a feature, whatever a contract says. */
  actual: number;
  /** The column of each feature of the contract. */
  features: number[];
};

type Features = Pick<Contract, 'features'>;

const UNUSED: ColumnUse = { kind: 'unused' };

/**
 * Gives each column of a header one use: the chosen one, else the one of its name unless another column was chosen for
 * it. Of columns with the same name the first counts. A feature matches by its exact name, else regardless of case if
 * only one column and one feature can be meant. A chosen feature that the contract does not have leaves its column
 * unused.
 * @param chosen by position; see `refusalOf` for choices that are not allowed
 */
export function matchColumns(
  header: readonly string[],
  contract: Features,
  chosen: Readonly<Record<number, ColumnUse>> = {},
): Columns {
  const matcher = new ColumnMatcher(
    header.map((name) => name.trim()),
    contract,
  );
  matcher.takeChosen(chosen);
  matcher.guessActualIncome();
  matcher.guess('id', ID_NAMES);
  matcher.guessFeatures();
  matcher.guess('name', PERSON_NAMES);
  matcher.guess('date', DATE_NAMES);
  return matcher.columns;
}

/**
 * The columns while they get their uses. Names are compared in Maps, so that `__proto__` is a column like any other.
 */
class ColumnMatcher {
  readonly columns: Columns;
  readonly #names: readonly string[];
  readonly #contract: Features;
  /** Position of each feature by name. */
  readonly #positions: ReadonlyMap<string, number>;
  /** Columns without a use so far, by name. */
  readonly #free = new Map<string, number>();

  constructor(names: readonly string[], contract: Features) {
    this.#names = names;
    this.#contract = contract;
    this.#positions = new Map(contract.features.map(({ name }, feature) => [name, feature]));
    this.columns = {
      uses: names.map(() => UNUSED),
      reasons: names.map(() => null),
      id: -1,
      name: -1,
      date: -1,
      actual: -1,
      features: contract.features.map(() => -1),
    };
  }

  takeChosen(chosen: Readonly<Record<number, ColumnUse>>): void {
    const rejectionColumns = isRejectedHeader(this.#names) ? REJECTION_COLUMNS.length : 0;
    const earlier = new Set<string>();
    this.#names.forEach((name, column) => {
      const use = chosen[column];
      if (use && (use.kind !== 'feature' || this.#positions.has(use.feature))) this.#give(column, use);
      else if (name !== '') {
        this.columns.reasons[column] = column < rejectionColumns ? 'rejection' : reasonOf(name, earlier);
        if (!earlier.has(name)) this.#free.set(name, column);
      }
      earlier.add(name);
    });
  }

  /** Call it before the features are guessed: then neither the actual income nor its weight can become a feature. */
  guessActualIncome(): void {
    const names = [...this.#free.keys()];
    if (this.columns.actual < 0) this.#giveFree(names.find(isActualIncome), { kind: 'actual-income' });
    for (const name of names.filter(isNeverFeature)) this.#free.delete(name);
  }

  guessFeatures(): void {
    for (const [name, feature] of featureNames(this.#free, this.#contract, this.columns.features))
      this.#giveFree(name, { kind: 'feature', feature });
  }

  guess(kind: 'id' | 'name' | 'date', names: readonly string[]): void {
    if (this.columns[kind] < 0) this.#giveFree(firstOf(this.#free, names), { kind });
  }

  #giveFree(name: string | undefined, use: ColumnUse): void {
    const column = name === undefined ? undefined : this.#free.get(name);
    if (name === undefined || column === undefined) return;
    this.#free.delete(name);
    this.columns.reasons[column] = null;
    this.#give(column, use);
  }

  #give(column: number, use: ColumnUse): void {
    const { columns } = this;
    columns.uses[column] = use;
    if (use.kind === 'feature') {
      const position = this.#positions.get(use.feature);
      if (position !== undefined) columns.features[position] = column;
    } else if (use.kind === 'actual-income') columns.actual = column;
    else if (use.kind !== 'unused') columns[use.kind] = column;
  }
}

/** What is wrong with choices for a header: a use that is never allowed, or one use for two columns. */
export function refusalOf(
  header: readonly string[],
  chosen: Readonly<Record<number, ColumnUse>>,
): { kind: 'never-a-feature'; column: string } | { kind: 'used-twice'; columns: string[] } | null {
  const takenBy = new Map<string, string>();
  for (const [column, name] of header.entries()) {
    const use = chosen[column];
    if (!use || use.kind === 'unused') continue;
    if (use.kind === 'feature' && (isNeverFeature(name) || isNeverFeature(use.feature)))
      return { kind: 'never-a-feature', column: name };
    const key = use.kind === 'feature' ? `feature ${use.feature}` : use.kind;
    const other = takenBy.get(key);
    if (other !== undefined) return { kind: 'used-twice', columns: [other, name] };
    takenBy.set(key, name);
  }
  return null;
}

function reasonOf(name: string, earlier: ReadonlySet<string>): UnusedReason {
  if (earlier.has(name)) return 'duplicate';
  return isWeight(name) ? 'weight' : 'unknown';
}

function isWeight(name: string): boolean {
  return isNeverFeature(name) && !isActualIncome(name);
}

/**
 * The free column whose name comes first in the list; the exact spelling is preferred to any other of the same letters.
 */
function firstOf(free: ReadonlyMap<string, number>, names: readonly string[]): string | undefined {
  const spellings = new Map<string, string>();
  for (const name of free.keys()) {
    const spelling = letters(name);
    if (!spellings.has(spelling)) spellings.set(spelling, name);
  }
  for (const name of names) {
    const column = free.has(name) ? name : spellings.get(name);
    if (column !== undefined) return column;
  }
  return undefined;
}

/** Matches free columns to features that have none yet. */
function featureNames(
  free: ReadonlyMap<string, number>,
  { features }: Features,
  taken: readonly number[],
): [column: string, feature: string][] {
  const open = features.filter(({ name }, feature) => taken[feature] === -1 && !isNeverFeature(name));
  const exact = new Set(open.map(({ name }) => name).filter((name) => free.has(name)));
  const columnsByFold = groupByFold([...free.keys()].filter((name) => !exact.has(name)));
  const featuresByFold = groupByFold(features.map(({ name }) => name));
  return open.flatMap(({ name }): [string, string][] => {
    if (exact.has(name)) return [[name, name]];
    const [column, ...more] = columnsByFold.get(fold(name)) ?? [];
    const isMeant = column !== undefined && more.length === 0 && featuresByFold.get(fold(name))?.length === 1;
    return isMeant ? [[column, name]] : [];
  });
}

function groupByFold(names: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(fold(name));
    if (group) group.push(name);
    else groups.set(fold(name), [name]);
  }
  return groups;
}
