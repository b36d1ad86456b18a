import type { Person } from './people.ts';

/** How a program writes a table. `lines` may be damaged before they become bytes. */
export type Shape = {
  name: string;
  delimiter: string;
  /** The lines of one client, without a line end; more than one where cells have line breaks. */
  row: (person: Person, at: number) => string;
  /** Lines above the first client, the header last. */
  above: string[];
  /** A part of the file as bytes, without a byte order mark. */
  encode: (text: string) => Uint8Array;
  /** The file; `inserted` lines are put before the client of a position. */
  write: (persons: readonly Person[], changes: readonly Change[]) => Uint8Array;
};

/** Replaces the line of a client, or puts lines before it. */
export type Change = { at: number; line?: string | Uint8Array; before?: string[]; end?: string };

type Style = {
  name: string;
  delimiter?: string;
  header?: string[];
  quote?: 'never' | 'always' | 'texts' | 'needed';
  number?: (value: number) => string;
  date?: (iso: string) => string;
  flag?: (value: boolean) => string;
  missing?: string;
  id?: (id: string) => string;
  text?: (text: string) => string;
  above?: string[];
  under?: string[];
  below?: string[];
  tail?: string;
  head?: (at: number) => string[];
  lineEnd?: '\n' | '\r\n' | '\r';
  encode?: Shape['encode'];
};

const NAMES = [
  'id',
  'name',
  'age',
  'gender',
  'salary_6to12m_avg',
  'incomeValue',
  'client_active_flag',
  'period_last_act_ad',
  'adminarea',
];

const comma = (value: number) => String(value).replace('.', ',');
const point = String;

function grouped(value: number, by: string, decimal: string): string {
  const [whole = '', fraction] = String(value).split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, by);
  return fraction === undefined ? groups : `${groups}${decimal}${fraction}`;
}

function singleByte(label: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(label);
  const codes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return (text) => Uint8Array.from(text, (letter) => codes.get(letter) ?? 0x3f);
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function shapeOf(style: Style): Shape {
  const { delimiter = ';', quote = 'needed', number = comma, missing = '', lineEnd = '\n', encode = utf8 } = style;
  const {
    date = (iso) => iso,
    flag = (value) => (value ? '1' : '0'),
    id = (text) => text,
    text = (same) => same,
  } = style;
  const quoted = (cell: string, isText: boolean) => {
    const isNeeded = cell.includes(delimiter) || /["\n\r]/.test(cell);
    const isQuoted = quote === 'always' || (quote === 'texts' && isText) || (quote !== 'never' && isNeeded);
    return isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const cells = (person: Person) => [
    quoted(id(person.id), true),
    quoted(text(person.name), true),
    quoted(number(person.age), false),
    quoted(person.gender, true),
    person.salary === null ? missing : quoted(number(person.salary), false),
    quoted(number(person.income), false),
    quoted(flag(person.isActive), false),
    quoted(date(person.seen), false),
    person.area === null ? missing : quoted(person.area, true),
  ];
  const header = (style.header ?? NAMES).map((name) => quoted(name, true)).join(delimiter);
  const above = [...(style.above ?? []), header, ...(style.under ?? [])];
  const row = (person: Person, at = 0) =>
    [...(style.head?.(at) ?? []), ...cells(person)].join(delimiter) + (style.tail ?? '');
  return {
    name: style.name,
    delimiter,
    row,
    above,
    encode,
    write(persons, changes) {
      const parts: Uint8Array[] = [];
      const put = (line: string | Uint8Array, end: string = lineEnd) => {
        parts.push(typeof line === 'string' ? encode(line) : line, encode(end));
      };
      if (encode === utf16) parts.push(Uint8Array.of(0xff, 0xfe));
      for (const line of above) put(line);
      persons.forEach((person, at) => {
        const change = changes.find((one) => one.at === at);
        for (const line of change?.before ?? []) put(line);
        put(change?.line ?? row(person, at), change?.end);
      });
      for (const line of style.below ?? []) put(line);
      const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
      let to = 0;
      for (const part of parts) {
        all.set(part, to);
        to += part.length;
      }
      return all;
    },
  };
}

const russianDate = (iso: string) => iso.split('-').reverse().join('.');

const STYLES: Style[] = [
  { name: 'Russian Excel', date: russianDate, lineEnd: '\r\n', encode: singleByte('windows-1251') },
  { name: 'Russian Excel in UTF-8, sep= first', above: ['sep=;'], date: russianDate, lineEnd: '\r\n' },
  { name: 'pandas', delimiter: ',', number: point, flag: (value) => (value ? 'True' : 'False') },
  { name: 'pandas, all quoted', delimiter: ',', quote: 'always', number: point },
  { name: 'tabs', delimiter: '\t', number: point, missing: '\\N' },
  { name: 'pipes', delimiter: '|', number: point, missing: 'NULL' },
  { name: 'Unicode text of Excel', delimiter: '\t', date: russianDate, lineEnd: '\r\n', encode: utf16 },
  { name: 'cp866', date: russianDate, lineEnd: '\r\n', encode: singleByte('ibm866') },
  { name: 'KOI8-R', date: russianDate, encode: singleByte('koi8-r') },
  { name: 'old Mac line ends', lineEnd: '\r' },
  { name: 'German', number: (value) => grouped(value, '.', ',') },
  { name: 'American', delimiter: ',', number: (value) => grouped(value, ',', '.') },
  { name: '1C', number: (value) => grouped(value, '\u00a0', ','), date: (iso) => `${russianDate(iso)} 0:00:00` },
  {
    name: 'a report with title and total',
    above: ['Клиенты банка', 'На 01.09.2024'],
    below: ['Итого;;;;9 999 999;;;;'],
  },
  {
    name: 'a spool with dashes',
    delimiter: '|',
    number: point,
    under: [NAMES.map((name) => '-'.repeat(name.length)).join('|')],
    missing: '(null)',
  },
  {
    name: 'R with row names',
    delimiter: ',',
    quote: 'texts',
    number: point,
    missing: 'NA',
    head: (at) => [`"${at + 1}"`],
  },
  { name: 'a delimiter at the end of each row', tail: ';' },
  { name: 'ids as formulas', id: (id) => `="${id}"`, lineEnd: '\r\n' },
  { name: 'names over several lines', text: (name) => name.replace(' ', '\n'), quote: 'texts' },
  {
    name: 'titles and units',
    header: [
      'Код клиента',
      'ФИО',
      'age, лет',
      '[gender]',
      'c.salary_6to12m_avg',
      'INCOMEVALUE, руб.',
      'client_active_flag',
      'period last act ad',
      'adminarea ',
    ],
  },
];

/** Twenty ways in which people's programs write the same table. */
export const SHAPES: Shape[] = STYLES.map(shapeOf);
