import type { Contract } from '../contract.ts';
import { NEVER_FEATURES } from '../contract.ts';

/** Names of the columns that are not features, with letters only: case, spaces, `_` and `-` do not count. */
const ID_NAMES = [
  'id',
  'clientid',
  'customerid',
  'ид',
  'idклиента',
  'идклиента',
  'клиентid',
  'idclient',
  'номерклиента',
];
const PERSON_NAMES = [
  'name',
  'fio',
  'фио',
  'fullname',
  'clientname',
  'customername',
  'имя',
  'фиоклиента',
  'имяклиента',
];
const DATE_NAMES = ['dt', 'date', 'reportdate'];

/** Positions in the header; −1 = the file has no such column. */
export type Columns = {
  id: number;
  name: number;
  date: number;
  /** For each feature of the contract. */
  features: number[];
  /** `target` and `w`: never read, whatever a contract says. */
  leftOut: number[];
  unknown: number[];
  duplicates: string[];
};

/**
 * Gives each column of a header its one meaning. The first of equal columns counts. A feature is found by its exact
 * name, else by its name regardless of case if only one column and one feature can be meant. Names are compared in
 * Maps, so that `__proto__` is a column like any other.
 */
export function matchColumns(header: readonly string[], contract: Pick<Contract, 'features'>): Columns {
  const names = header.map((name) => name.trim());
  const positions = new Map<string, number>();
  const duplicates = new Set<string>();
  names.forEach((name, column) => {
    if (name === '') return;
    if (positions.has(name)) duplicates.add(name);
    else positions.set(name, column);
  });
  const free = new Map([...positions].filter(([name]) => !isNeverRead(name)));
  const leftOut = [...positions].filter(([name]) => isNeverRead(name)).map(([, column]) => column);

  const id = take(free, ID_NAMES);
  const features = matchFeatures(free, contract);
  const person = take(free, PERSON_NAMES);
  const date = take(free, DATE_NAMES);
  return { id, name: person, date, features, leftOut, unknown: [...free.values()], duplicates: [...duplicates] };
}

function isNeverRead(name: string): boolean {
  return NEVER_FEATURES.includes(name.toLowerCase());
}

/** Takes the column whose name stands first in the list; written exactly so before written otherwise. */
function take(free: Map<string, number>, wanted: readonly string[]): number {
  for (const spelling of wanted) {
    const column = free.has(spelling) ? spelling : [...free.keys()].find((name) => letters(name) === spelling);
    if (column === undefined) continue;
    const position = free.get(column) ?? -1;
    free.delete(column);
    return position;
  }
  return -1;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function matchFeatures(free: Map<string, number>, contract: Pick<Contract, 'features'>): number[] {
  const positions = contract.features.map(({ name }) => {
    const position = isNeverRead(name) ? undefined : free.get(name);
    if (position !== undefined) free.delete(name);
    return position ?? -1;
  });
  const columnsByFold = groupByFold([...free.keys()]);
  const featuresByFold = groupByFold(contract.features.map(({ name }) => name));
  contract.features.forEach(({ name }, feature) => {
    const columns = columnsByFold.get(fold(name)) ?? [];
    const [column] = columns;
    const meant = positions[feature] === -1 && columns.length === 1 && featuresByFold.get(fold(name))?.length === 1;
    if (!meant || column === undefined) return;
    positions[feature] = free.get(column) ?? -1;
    free.delete(column);
  });
  return positions;
}

function fold(name: string): string {
  return name.trim().toLowerCase();
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
