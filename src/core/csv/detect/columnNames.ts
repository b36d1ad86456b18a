import { type Contract, type FeatureUnit, NEVER_FEATURES } from '../../contract/contract.ts';
import { REJECTION_COLUMNS } from '../rejectedHeader.ts';
import { spellingOf } from './nameSpelling.ts';

/** Names of the columns that are not features, as letters alone; the first ones are preferred. */
export const ID_NAMES = [
  ...['id', 'clientid', 'customerid', 'ид', 'idклиента', 'клиентid', 'idclient', 'номерклиента', 'userid', 'custid'],
  ...['идклиента', 'клиентид', 'кодклиента', 'noклиента', 'nклиента', 'идентификатор', 'идентификаторклиента'],
  ...['clientno', 'clientnumber', 'clientcode', 'clientkey', 'clientuid', 'clientguid', 'idcustomer', 'iduser'],
  ...['customerno', 'customernumber', 'customercode', 'customerkey', 'customeruid', 'usernumber', 'personid', 'cid'],
  ...['idпользователя', 'идпользователя', 'кодпользователя', 'номерпользователя', 'idзаемщика', 'кодзаемщика'],
  ...['uid', 'guid', 'uuid'],
];
export const PERSON_NAMES = [
  ...['name', 'fio', 'фио', 'fullname', 'clientname', 'customername', 'имя', 'фиоклиента', 'имяклиента'],
  ...['фамилияимяотчество', 'наименованиеклиента', 'клиентфио', 'clientfio', 'personname'],
];
export const DATE_NAMES = ['dt', 'date', 'reportdate', 'reportdt', 'отчетнаядата', 'датаотчета', 'дата'];

/** The column of the actual income. */
const ACTUAL_INCOME = 'target';

export function isActualIncome(name: string): boolean {
  const { letters, base } = spellingOf(name);
  return letters === ACTUAL_INCOME || base === ACTUAL_INCOME;
}

/**
 * Whether a column is the actual income or its weight, however it is spelled: no contract and no choice can make it a
 * feature.
 * @param isFeature whether a feature has this very name: `stat.w` is then that feature and no table's column `w`, and
 * `W` is what the model calls so; `w` and any `target` are never features
 */
export function isNeverFeature(name: string, isFeature: (name: string) => boolean = () => false): boolean {
  const { letters, base } = spellingOf(name);
  if (NEVER_FEATURES.includes(name.trim()) || letters === ACTUAL_INCOME) return true;
  return (NEVER_FEATURES.includes(letters) || NEVER_FEATURES.includes(base)) && !isFeature(name);
}

/** Ways of comparing a column's name with a feature's, from the strictest on. */
export const WAYS = ['name', 'folded', 'letters', 'base', 'title', 'base-title'] as const;
export type Way = (typeof WAYS)[number];

/** What a column's name is compared as, each way. */
export function keyOf(way: Way, name: string): string {
  const { folded, letters, base } = spellingOf(name);
  switch (way) {
    case 'name':
      return name;
    case 'folded':
      return folded;
    case 'letters':
    case 'title':
      return letters;
    case 'base':
    case 'base-title':
      return base;
  }
}

/** The positions of a contract's features by what their columns may be called, each way. */
export type FeatureNames = Record<Way, ReadonlyMap<string, readonly number[]>>;
type Features = Pick<Contract, 'features'>;
const namesByFeatures = new WeakMap<Features['features'], FeatureNames>();

/** Built once per contract. */
export function featureNames({ features }: Features): FeatureNames {
  const known = namesByFeatures.get(features);
  if (known) return known;
  const spellings = features.map(({ name }) => spellingOf(name));
  const grouped = (keysOf: (feature: number) => readonly string[]) => {
    const groups = new Map<string, number[]>();
    features.forEach((_, feature) => {
      for (const key of new Set(keysOf(feature))) {
        const group = groups.get(key);
        if (group) group.push(feature);
        else groups.set(key, [feature]);
      }
    });
    groups.delete('');
    return groups;
  };
  const letters = grouped((feature) => [spellings[feature]?.letters ?? '']);
  const titles = grouped((feature) => {
    const title = features[feature]?.title;
    return title ? [title.ru, title.en].map((text) => spellingOf(text).letters) : [];
  });
  const names = {
    name: grouped((feature) => [features[feature]?.name ?? '']),
    folded: grouped((feature) => [spellings[feature]?.folded ?? '']),
    letters,
    base: letters,
    title: titles,
    'base-title': titles,
  };
  namesByFeatures.set(features, names);
  return names;
}

/** Whether a unit behind a column's name does not contradict the feature's own. */
export function isUnitOf(said: FeatureUnit | null, unit: FeatureUnit): boolean {
  return said === null || unit === 'none' || said === unit;
}

/**
 * Returns a fast function that counts the different cells of a record that name a column with a meaning, to choose the
 * header.
 */
export function nameCounter(contract: Features): (record: readonly string[]) => number {
  const features = featureNames(contract);
  const others = new Set([...NEVER_FEATURES, ...ID_NAMES, ...PERSON_NAMES, ...DATE_NAMES, ...REJECTION_LETTERS]);
  const isName = (cell: string) => {
    if (features.name.has(cell.trim())) return true;
    if (cell.length > LONGEST_NAME || !HAS_LETTER.test(cell)) return false;
    const spelling = spellingOf(cell);
    if (others.has(spelling.letters) || others.has(spelling.base)) return true;
    return WAYS.some((way) => features[way].has(keyOf(way, cell)));
  };
  return (record) => {
    const names = new Set<string>();
    for (const cell of record) if (cell !== '' && isName(cell)) names.add(cell.trim().toLowerCase());
    return names.size;
  };
}

const REJECTION_LETTERS = REJECTION_COLUMNS.map((name) => spellingOf(name).letters);
const HAS_LETTER = /\p{L}/u;
/** A contract allows no longer names. */
const LONGEST_NAME = 300;
