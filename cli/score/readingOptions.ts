import type { ImportChoices } from '../../src/core/csv/choices.ts';
import type { CsvSchema, Encoding } from '../../src/core/csv/report.ts';
import { misuse } from './io.ts';

/** How to read the clients, as far as the command line says. Columns are named as on the command line. */
export type ReadingOptions = Pick<ImportChoices, 'encoding' | 'delimiter' | 'preambleRecords' | 'decimal'> & {
  /** Thousands are grouped by spaces, so neither comma nor point groups them. */
  groupsBySpaces: boolean;
  id: string | null;
  features: { feature: string; column: string }[];
  unused: string[];
  categories: { column: string; text: string; category: string }[];
};

type Options = {
  id?: string | undefined;
  column?: string[] | undefined;
  unused?: string[] | undefined;
  category?: string[] | undefined;
  decimal?: string | undefined;
  thousands?: string | undefined;
  delimiter?: string | undefined;
  encoding?: string | undefined;
  skip?: string | undefined;
};

const SIGNS: Record<string, ',' | '.'> = { ',': ',', '.': '.' };
const OTHER_SIGN = { ',': '.', '.': ',' } as const;
const DELIMITERS: Record<string, CsvSchema['delimiter']> = { ';': ';', ',': ',', '|': '|', tab: '\t', '\t': '\t' };
const ENCODINGS: Record<string, Encoding> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  ibm866: 'ibm866',
  cp866: 'ibm866',
  'koi8-r': 'koi8-r',
};

/** @throws Refusal for invalid options */
export function parseReading(options: Options): ReadingOptions {
  const { id = null, column = [], unused = [], category = [], encoding, delimiter, skip } = options;
  return {
    encoding: encoding === undefined ? null : oneOf('encoding', encoding.toLowerCase(), ENCODINGS),
    delimiter: delimiter === undefined ? null : oneOf('delimiter', delimiter, DELIMITERS),
    preambleRecords: skip === undefined ? null : parseSkip(skip),
    ...parseSigns(options),
    id,
    features: column.map(parseFeature),
    unused,
    categories: category.map(parseCategory),
  };
}

function parseSigns({ decimal, thousands }: Options): Pick<ReadingOptions, 'decimal' | 'groupsBySpaces'> {
  const said = decimal === undefined ? null : oneOf('decimal', decimal, SIGNS);
  const groupsBySpaces = thousands === 'space' || thousands === ' ';
  if (thousands === undefined || groupsBySpaces) return { decimal: said, groupsBySpaces };
  const grouping = oneOf('thousands', thousands, { ...SIGNS, space: null });
  const implied = grouping && OTHER_SIGN[grouping];
  if (said !== null && said !== implied) throw misuse('--decimal and --thousands are the same sign.');
  return { decimal: implied, groupsBySpaces };
}

function parseSkip(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw misuse(`--skip is a number of lines, not "${text}".`);
  return Number(text);
}

function parseFeature(text: string): { feature: string; column: string } {
  const [, feature, column] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (!feature || !column) throw misuse('--column needs FEATURE=COLUMN.');
  return { feature, column };
}

function parseCategory(said: string): { column: string; text: string; category: string } {
  const [, column, text, category] = /^([^:]+):([^=]+)=(.+)$/s.exec(said) ?? [];
  if (!column || !text || !category) throw misuse('--category needs COLUMN:TEXT=CATEGORY.');
  return { column, text, category };
}

function oneOf<T>(option: string, text: string, allowed: Record<string, T>): T {
  if (Object.hasOwn(allowed, text)) return allowed[text] as T;
  throw misuse(`--${option} is one of ${Object.keys(allowed).join(' ')}, not "${text}".`);
}
