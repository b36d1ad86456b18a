import type { Contract } from '../../contract/contract.ts';
import type { ColumnUse } from '../choices.ts';
import {
  DATE_NAMES,
  fold,
  ID_NAMES,
  isActualIncome,
  isNeverFeature,
  isRejectedHeader,
  letters,
  PERSON_NAMES,
  REJECTION_COLUMNS,
} from './columnNames.ts';

/**
 * Why a column that nobody has decided about is unused. `weight`: it is computed from the answer; `rejection`: the app itself has written
 * into it why a row was rejected.
 */
export type UnusedReason = 'unknown' | 'duplicate' | 'weight' | 'rejection';

/** What the columns of a header mean. Positions are those in the header; −1 = the file has no such column. */
export type Columns = {
  /** For each column. */
  uses: ColumnUse[];
  /** For each column; null for a used one, one without a name, and one that somebody chose to leave out. */
  reasons: (UnusedReason | null)[];
  id: number;
  name: number;
  date: number;
  /** By itself `target`: never a feature, whatever a contract says. */
  actual: number;
  /** For each feature of the contract. */
  features: number[];
};

type Features = Pick<Contract, 'features'>;
type Identity = 'id' | 'name' | 'date' | 'actual-income';

const UNUSED: ColumnUse = { kind: 'unused' };

/**
 * Gives each column of a header its one meaning: the chosen one, else what its name says as long as no other column was
 * chosen for that. The first of equal columns counts. A feature is found by its exact name, else by its name regardless of
 * case if only one column and one feature can be meant. Names are compared in Maps, so that `__proto__` is a column like
 * any other. A chosen feature that the contract does not have leaves its column unused.
 * @param chosen by position; see `refusalOf` for what must not be chosen
 */
export function matchColumns(
  header: readonly string[],
  contract: Features,
  chosen: Readonly<Record<number, ColumnUse>> = {},
): Columns {
  const names = header.map((name) => name.trim());
  const columns: Columns = {
    uses: names.map(() => UNUSED),
    reasons: names.map(() => null),
    ...{ id: -1, name: -1, date: -1, actual: -1 },
    features: contract.features.map(() => -1),
  };
  const numbers = new Map(contract.features.map(({ name }, feature) => [name, feature]));
  const give = (column: number, use: ColumnUse) => {
    columns.uses[column] = use;
    if (use.kind === 'feature') columns.features[numbers.get(use.feature) ?? -1] = column;
    else if (use.kind === 'actual-income') columns.actual = column;
    else if (use.kind !== 'unused') columns[use.kind] = column;
  };

  const rejectionColumns = isRejectedHeader(names) ? REJECTION_COLUMNS.length : 0;
  const free = new Map<string, number>();
  const seen = new Set<string>();
  names.forEach((name, column) => {
    const use = chosen[column];
    if (use && (use.kind !== 'feature' || numbers.has(use.feature))) give(column, use);
    else if (name !== '') {
      columns.reasons[column] = column < rejectionColumns ? 'rejection' : reasonOf(name, seen);
      if (!seen.has(name)) free.set(name, column);
    }
    seen.add(name);
  });
  const guess = (name: string | undefined, use: ColumnUse) => {
    const column = name === undefined ? undefined : free.get(name);
    if (name === undefined || column === undefined) return;
    free.delete(name);
    columns.reasons[column] = null;
    give(column, use);
  };

  if (columns.actual < 0) guess([...free.keys()].find(isActualIncome), { kind: 'actual-income' });
  for (const name of [...free.keys()].filter(isNeverFeature)) free.delete(name);
  const guessIdentity = (kind: Exclude<Identity, 'actual-income'>, wanted: readonly string[]) => {
    if (columns[kind] < 0) guess(find(free, wanted), { kind });
  };
  guessIdentity('id', ID_NAMES);
  for (const [name, feature] of featureNames(free, contract, columns.features))
    guess(name, { kind: 'feature', feature });
  guessIdentity('name', PERSON_NAMES);
  guessIdentity('date', DATE_NAMES);
  return columns;
}

/** What is wrong with choices for a header: one that must never be, or one made for two columns. */
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

function reasonOf(name: string, seen: ReadonlySet<string>): UnusedReason {
  if (seen.has(name)) return 'duplicate';
  return isWeight(name) ? 'weight' : 'unknown';
}

function isWeight(name: string): boolean {
  return isNeverFeature(name) && !isActualIncome(name);
}

/** The free column whose name stands first in the list; written exactly so before written otherwise. */
function find(free: ReadonlyMap<string, number>, wanted: readonly string[]): string | undefined {
  const spellings = new Map<string, string>();
  for (const name of free.keys()) {
    const spelling = letters(name);
    if (!spellings.has(spelling)) spellings.set(spelling, name);
  }
  for (const spelling of wanted) {
    const name = free.has(spelling) ? spelling : spellings.get(spelling);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Which free column is which feature that has none yet. */
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
