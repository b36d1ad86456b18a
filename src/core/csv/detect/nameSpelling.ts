import { oneAlphabet } from '../../contract/categoryText.ts';
import type { FeatureUnit } from '../../contract/contract.ts';
import { withoutInvisible } from '../../visibleText.ts';

/** The spellings under which a column's name is compared, from the strictest to the most lenient. */
export type NameSpelling = {
  /** In lower case, without blanks around it. */
  folded: string;
  /** Letters and digits alone: no case, ё, blanks, dashes, dots, brackets or quotes, no invisible characters. */
  letters: string;
  /** The letters without a table's name before them (`c.id`) and without a unit behind them (`age, years`). */
  base: string;
  /** The unit behind the name; null when there is none. */
  unit: FeatureUnit | null;
};

const UNIT_WORDS: Partial<Record<FeatureUnit, string>> = {
  rub: 'р руб рубли рублей рубль рубмес рубвмесяц ₽ rub rur ruble rubles rouble roubles rubmonth',
  usd: '$ usd долл доллары долларов долларысша',
  years: 'лет г год года годы годах полныхлет year years yr yrs y',
  months: 'мес месяц месяца месяцев месяцы month months',
  days: 'дн дни дней день сут суток day days',
  hours: 'ч час часов часы hour hours h',
  count: 'шт штук штуки ед единиц чел раз pcs count',
  percent: '% проц процент процентов процентах percent pct',
  share: 'доля доли share',
  score: 'балл баллы баллов points score',
};

const UNITS: ReadonlyMap<string, FeatureUnit> = new Map(
  Object.entries(UNIT_WORDS).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit as FeatureUnit])),
);

/** A name, and behind it text after a comma or in brackets. */
const WITH_UNIT = /^(.*\S)\s*(?:,\s*([^,()[\]]+)|[([]([^()[\]]+)[)\]])$/;
/** A table's name with its dot: `c.`, `[dbo].[clients].`, `t1:`. */
const TABLE = /^(?:["'`[]?[\p{L}_][\p{L}\p{M}\p{N}_$]*["'`\]]?(?:\.|::?|->|!)(?=\S))+/u;
/** Most names, which are spelled out at once. */
const IDENTIFIER = /^[a-z0-9_]+$/;
/** Signs between two digits, which keep them apart, and all others that do not count. */
const BETWEEN_DIGITS = /(?<=\d)[^\p{L}\p{M}\p{N}]+(?=\d)/gu;
const SIGNS = /[^\p{L}\p{M}\p{N}|+%#<>=&$₽]/gu;

/** Names are asked about again and again: by each way of comparing, by each choice of the user. */
const spellings = new Map<string, NameSpelling>();
const MOST_REMEMBERED = 50_000;

/** The spellings of a column's name. */
export function spellingOf(name: string): NameSpelling {
  const known = spellings.get(name);
  if (known) return known;
  const spelling = spell(name);
  if (spellings.size === MOST_REMEMBERED) spellings.clear();
  spellings.set(name, spelling);
  return spelling;
}

function spell(name: string): NameSpelling {
  const folded = name.trim().toLowerCase();
  if (IDENTIFIER.test(folded)) {
    const letters = folded.replace(BETWEEN_DIGITS, '|').replaceAll('_', '');
    return { folded, letters, base: letters, unit: null };
  }
  const plain = withoutInvisible(name.normalize('NFKC').toLowerCase())
    .replaceAll('ё', 'е')
    .trim()
    .replace(/^<(.*)>$/, '$1');
  const [, name1 = '', afterComma, inBrackets] = WITH_UNIT.exec(plain) ?? [];
  const unit = UNITS.get(lettersOf(afterComma ?? inBrackets ?? '')) ?? null;
  const base = lettersOf((unit === null ? plain : name1).replace(TABLE, ''));
  return { folded, letters: lettersOf(plain), base, unit };
}

function lettersOf(plain: string): string {
  const letters = plain.replace(BETWEEN_DIGITS, '|').replace(SIGNS, '');
  return letters.replace(/[a-zа-яі]+/g, oneAlphabet);
}
