import type { Contract } from '../../contract/contract.ts';
import { at } from '../../machine/at.ts';
import type { ColumnUse } from '../choices.ts';
import { isRejectedHeader, REJECTION_COLUMNS } from '../rejectedHeader.ts';
import {
  DATE_NAMES,
  type FeatureNames,
  featureNames,
  ID_NAMES,
  isActualIncome,
  isNeverFeature,
  isUnitOf,
  keyOf,
  PERSON_NAMES,
  WAYS,
} from './columnNames.ts';
import { spellingOf } from './nameSpelling.ts';

/**
 * Why a column without a choice is unused. `several`: it may be a feature that another column may be as well, or one of
 * several features; `row-numbers`: it only numbers the rows, another column is the id; `weight`: it is computed from the actual income; `rejection`: the app wrote the reason of a
 * rejection into it.
 */
export type UnusedReason = 'unknown' | 'several' | 'row-numbers' | 'duplicate' | 'weight' | 'rejection';

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
  /** Columns whose name says that they are the id, the likeliest first; empty when the id was chosen. */
  idCandidates: number[];
};

type Features = Pick<Contract, 'features'>;

const UNUSED: ColumnUse = { kind: 'unused' };

/**
 * Gives each column of a header one use: the chosen one, else the one of its name unless another column was chosen for
 * it. Of columns with the same name the first counts. A feature matches by its exact name, else by the strictest of the
 * other `WAYS` of comparing names by which only one column and one feature can be meant. A reserved name that is also a
 * feature's is the feature, but not the only id of a file. A chosen feature that the contract does not have leaves its
 * column unused.
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
  matcher.guessId();
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
  readonly #features: FeatureNames;
  /** Position of each feature by name. */
  readonly #positions: ReadonlyMap<string, number>;
  /** Columns without a use so far, by name. */
  readonly #free = new Map<string, number>();

  constructor(names: readonly string[], contract: Features) {
    this.#names = names;
    this.#contract = contract;
    this.#features = featureNames(contract);
    this.#positions = new Map(contract.features.map(({ name }, feature) => [name, feature]));
    this.columns = {
      uses: names.map(() => UNUSED),
      reasons: names.map(() => null),
      id: -1,
      name: -1,
      date: -1,
      actual: -1,
      features: contract.features.map(() => -1),
      idCandidates: [],
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
    const isFeature = (name: string) => this.#positions.has(name);
    const names = [...this.#free.keys()].filter((name) => isNeverFeature(name, isFeature));
    if (this.columns.actual < 0) this.#giveFree(names.find(isActualIncome), { kind: 'actual-income' });
    for (const name of names) this.#free.delete(name);
  }

  /** A name of the id that is a feature's as well is the id only if there is no other. */
  guessId(): void {
    if (this.columns.id >= 0) return;
    const names = namesLike(this.#free, ID_NAMES);
    const { name: exact, folded } = this.#features;
    const others = names.filter((name) => !exact.has(name) && !folded.has(spellingOf(name).folded));
    const meant = others.length > 0 ? others : names.slice(0, 1);
    this.columns.idCandidates = meant.map((name) => this.#free.get(name) as number);
    this.#giveFree(meant[0], { kind: 'id' });
  }

  guessFeatures(): void {
    const contested = new Set<number>();
    for (const way of WAYS) {
      if (!this.columns.features.includes(-1)) return;
      for (const [key, names] of groupBy(this.#free.keys(), (name) => keyOf(way, name))) {
        const meant = this.#features[way].get(key) ?? [];
        const open = meant.filter((feature) => this.columns.features[feature] === -1 && !contested.has(feature));
        const fitting = names.filter((name) => open.some((feature) => this.#fits(feature, name)));
        const [feature] = open;
        if (feature === undefined || fitting.length === 0) continue;
        if (fitting.length === 1 && meant.length === 1) {
          this.#giveFree(fitting[0], { kind: 'feature', feature: at(this.#contract.features, feature).name });
          continue;
        }
        for (const one of open) contested.add(one);
        for (const name of fitting) this.columns.reasons[this.#free.get(name) as number] = 'several';
      }
    }
  }

  guess(kind: 'name' | 'date', names: readonly string[]): void {
    if (this.columns[kind] < 0) this.#giveFree(namesLike(this.#free, names)[0], { kind });
  }

  #fits(feature: number, column: string): boolean {
    const { name, unit } = at(this.#contract.features, feature);
    return !isNeverFeature(name, () => true) && isUnitOf(spellingOf(column).unit, unit);
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
    if (use.kind === 'feature' && leaks(name, use.feature)) return { kind: 'never-a-feature', column: name };
    const key = use.kind === 'feature' ? `feature ${use.feature}` : use.kind;
    const other = takenBy.get(key);
    if (other !== undefined) return { kind: 'used-twice', columns: [other, name] };
    takenBy.set(key, name);
  }
  return null;
}

function leaks(column: string, feature: string): boolean {
  return isNeverFeature(column, (name) => name === feature) || isNeverFeature(feature, () => true);
}

function reasonOf(name: string, earlier: ReadonlySet<string>): UnusedReason {
  if (earlier.has(name)) return 'duplicate';
  return isWeight(name) ? 'weight' : 'unknown';
}

function isWeight(name: string): boolean {
  return isNeverFeature(name) && !isActualIncome(name);
}

/**
 * The free columns with one of these names, in the order of the names. The exact spelling precedes others of the same
 * letters; names with a table before them or a unit behind them come last.
 */
function namesLike(free: ReadonlyMap<string, number>, names: readonly string[]): string[] {
  const spelled = [...free.keys()].map((name) => ({ name, ...spellingOf(name) }));
  const exact = names.flatMap((letters) => [
    ...(free.has(letters) ? [letters] : []),
    ...spelled.filter((spelling) => spelling.letters === letters).map(({ name }) => name),
  ]);
  const behindTable = names.flatMap((letters) =>
    spelled.filter(({ base }) => base === letters).map(({ name }) => name),
  );
  return [...new Set([...exact, ...behindTable])];
}

function groupBy(names: Iterable<string>, keyOf: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return groups;
}
