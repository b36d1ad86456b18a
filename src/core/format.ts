import type { FeatureUnit } from './contract/contract.ts';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How numbers, money and times look in one language; one set for each language, made once. */
export type Format = {
  /** 97 400 ₽ / ₽97,400: roubles without kopecks. */
  rub: (rub: number) => string;
  /** +12 300 ₽ / +₽12,300: a difference always carries its sign. */
  rubChange: (rub: number) => string;
  /** 97,4 тыс. ₽ / ₽97.4K: for axes only. */
  rubShort: (rub: number) => string;
  integer: (count: number) => string;
  /** Up to four significant digits after large whole parts are kept whole. */
  number: (value: number) => string;
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

const DAY_MS = 86_400_000;
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
  const words = WORDS[language];
  const money = { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' } as const;
  const rub = new Intl.NumberFormat(locale, { ...money, maximumFractionDigits: 0 });
  const rubChange = new Intl.NumberFormat(locale, { ...money, maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const rubShort = new Intl.NumberFormat(locale, { ...money, notation: 'compact', maximumFractionDigits: 1 });
  const usd = new Intl.NumberFormat(locale, { ...money, currency: 'USD', maximumFractionDigits: 0 });
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const smallPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 1 });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const counted = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
  const days = counted('day');
  const years = counted('year');
  const bytesIn = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  const wholeBytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  const seconds = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
  const milliseconds = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'millisecond',
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  });

  const number = (value: number): string => {
    const size = Math.abs(value);
    if (size >= 1_000) return integer.format(value);
    return size >= 1 || size === 0 ? decimal.format(value) : small.format(value);
  };
  const formatDay = (daysSince1970: number): string =>
    daysSince1970 < FIRST_REAL_DAY ? words.never : day.format(daysSince1970 * DAY_MS);

  const quantity = (value: number, unit: FeatureUnit): string => {
    switch (unit) {
      case 'rub':
        return rub.format(value);
      case 'usd':
        return usd.format(value);
      case 'share':
        return percent.format(value);
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

  return {
    rub: (value) => rub.format(value),
    rubChange: (value) => rubChange.format(value).replace('-', '\u2212'),
    rubShort: (value) => rubShort.format(value),
    integer: (value) => integer.format(value),
    number,
    percent: (share) => (share > 0 && share < 0.001 ? smallPercent : percent).format(share),
    duration: (ms) => (ms >= 1_000 ? seconds.format(ms / 1_000) : milliseconds.format(ms)),
    bytes: (bytes) => {
      if (bytes >= 1e9) return bytesIn('gigabyte').format(bytes / 1e9);
      if (bytes >= 1e6) return bytesIn('megabyte').format(bytes / 1e6);
      return bytes >= 1e3 ? bytesIn('kilobyte').format(bytes / 1e3) : wholeBytes.format(bytes);
    },
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    day: formatDay,
    quantity,
  };
}
