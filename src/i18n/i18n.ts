import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Format, formatIn, LANGUAGES, type Language } from '../core/format.ts';
import type { en } from './en/en.ts';

/** Each language is one chunk, loaded when it is chosen; offline both come from the precache. */
const LOAD = {
  ru: async () => (await import('./ru/ru.ts')).ru,
  en: async () => (await import('./en/en.ts')).en,
} as const;

const STORAGE_KEY = 'language';

/** The dotted paths of all words; a plural goes by its stem. */
type Paths<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Paths<T[Key]>}`;
}[keyof T & string];
type Stem<Path extends string> = Path extends `${infer Start}_${'one' | 'other'}` ? Start : Path;
export type WordKey = Stem<Paths<typeof en>>;
export type Words = (key: WordKey, values?: Record<string, string | number>) => string;

/** `?lang=` in the address forces a language; else the remembered one; else the browser's. */
function firstLanguage(): Language {
  const forced = new URLSearchParams(location.search).get('lang');
  const hashQuery = location.hash.split('?')[1];
  const inHash = hashQuery === undefined ? null : new URLSearchParams(hashQuery).get('lang');
  const wanted = [forced, inHash, remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find(isLanguage) ?? 'en';
}

function isLanguage(tag: string | null): tag is Language {
  return (LANGUAGES as readonly (string | null)[]).includes(tag);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // storage is blocked: the browser's language will do
  }
}

export async function startLanguages(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: await LOAD[language]() } },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LOAD[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // storage is blocked: the choice lasts until the page is closed
  }
}

/** The words, the language and the formats of the present language. */
export function useWords(): { t: Words; language: Language; format: Format } {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return { t: t as Words, language, format: formatIn(language) };
}
