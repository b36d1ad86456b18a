import type { FeatureUnit } from './contract/contract.ts';
import { DAY_MS } from './time.ts';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The format of numbers, money and times in one language; each language has one set, made once. */
export type Format = {
  /** 97 400 ₽ / ₽97,400: roubles without kopecks. */
  rub: (rub: number) => string;
  /** +12 300 ₽ / +₽12,300: a difference always carries its sign. */
  rubChange: (rub: number) => string;
  /** 97,4 тыс. ₽ / ₽97.4K: for axes only. */
  rubShort: (rub: number) => string;
  integer: (count: number) => string;
  /** Up to four significant digits; large whole parts are kept whole. */
  number: (value: number) => string;
  /** Every digit that distinguishes a number read from a file. */
  exact: (value: number) => string;
  /** A share 0…1 as a percentage. */
  percent: (share: number) => string;
  /** Milliseconds, or seconds from one second up. */
  duration: (milliseconds: number) => string;
  /** Bytes, kB, MB or GB (powers of 1,000). */
  bytes: (bytes: number) => string;
  dateTime: (millisecondsSince1970: number) => string;
  time: (millisecondsSince1970: number) => string;
  /** A whole day, counted from 1970-01-01 in UTC. */
  day: (daysSince1970: number) => string;
  /** A feature's value with its unit. */
  quantity: (value: number, unit: FeatureUnit) => string;
};

/** `dt`-like columns write the year 1677 for "never". */
const FIRST_REAL_DAY = -25_567;

const WORDS = {
  ru: { never: 'никогда', yes: 'да', no: 'нет', months: 'мес.', hours: 'ч' },
  en: { never: 'never', yes: 'yes', no: 'no', months: 'mo', hours: 'h' },
} as const;

const cache = new Map<Language, Format>();

export function formatIn(language: Language): Format {
  const format = cache.get(language) ?? makeFormat(language);
  cache.set(language, format);
  return format;
}

function makeFormat(language: Language): Format {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const numbers = numberFormats(locale);
  const days = dayFormats(locale, WORDS[language].never);
  const quantity = quantityFormat(locale, { language, numbers });
  return { ...numbers, ...sizeFormats(locale), ...days, quantity };
}

const ROUBLES = {
  style: 'currency',
  currency: 'RUB',
  currencyDisplay: 'narrowSymbol',
  maximumFractionDigits: 0,
} as const;

type NumberFormats = Pick<Format, 'rub' | 'rubChange' | 'rubShort' | 'integer' | 'number' | 'exact' | 'percent'>;

function numberFormats(locale: string): NumberFormats {
  const rub = new Intl.NumberFormat(locale, ROUBLES);
  const rubChange = new Intl.NumberFormat(locale, { ...ROUBLES, signDisplay: 'exceptZero' });
  const rubShort = new Intl.NumberFormat(locale, { ...ROUBLES, notation: 'compact', maximumFractionDigits: 1 });
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const smallPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 1 });
  return {
    rub: (value) => rub.format(value),
    rubChange: (value) => rubChange.format(value).replace('-', '\u2212'),
    rubShort: (value) => rubShort.format(value),
    integer: (value) => integer.format(value),
    number(value) {
      const size = Math.abs(value);
      if (size >= 1_000) return integer.format(value);
      return size >= 1 || size === 0 ? decimal.format(value) : small.format(value);
    },
    exact: (value) => exact.format(value),
    percent: (share) => (share > 0 && share < 0.001 ? smallPercent : percent).format(share),
  };
}

function sizeFormats(locale: string): Pick<Format, 'duration' | 'bytes'> {
  const timeIn = (unit: string, digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', ...digits });
  const seconds = timeIn('second', { maximumFractionDigits: 1 });
  const milliseconds = timeIn('millisecond', { maximumSignificantDigits: 3 });
  const bytesIn = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  const wholeBytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  return {
    duration: (ms) => (ms >= 1_000 ? seconds.format(ms / 1_000) : milliseconds.format(ms)),
    bytes(bytes) {
      if (bytes >= 1e9) return bytesIn('gigabyte').format(bytes / 1e9);
      if (bytes >= 1e6) return bytesIn('megabyte').format(bytes / 1e6);
      return bytes >= 1e3 ? bytesIn('kilobyte').format(bytes / 1e3) : wholeBytes.format(bytes);
    },
  };
}

function dayFormats(locale: string, never: string): Pick<Format, 'dateTime' | 'time' | 'day'> {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    day: (daysSince1970) => (daysSince1970 < FIRST_REAL_DAY ? never : day.format(daysSince1970 * DAY_MS)),
  };
}

function quantityFormat(
  locale: string,
  { language, numbers: { rub, number, percent } }: { language: Language; numbers: NumberFormats },
): Format['quantity'] {
  const words = WORDS[language];
  const usd = new Intl.NumberFormat(locale, { ...ROUBLES, currency: 'USD' });
  const counted = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
  const [days, years] = [counted('day'), counted('year')];
  return (value, unit) => {
    switch (unit) {
      case 'rub':
        return rub(value);
      case 'usd':
        return usd.format(value);
      case 'share':
        return percent(value);
      case 'percent':
        return `${number(value)}${language === 'ru' ? '\u00a0' : ''}%`;
      case 'days':
        return days.format(value);
      case 'years':
        return years.format(value);
      case 'months':
        return `${number(value)}\u00a0${words.months}`;
      case 'hours':
        return `${number(value)}\u00a0${words.hours}`;
      case 'flag':
        if (value === 0) return words.no;
        return value === 1 ? words.yes : number(value);
      default:
        return number(value);
    }
  };
}
