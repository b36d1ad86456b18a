import i18next from 'i18next';
import { createContext, use } from 'react';
import { type Format, formatIn, LANGUAGES, type Language } from '../core/format.ts';
import type { en } from './en/en.ts';

/** Each language is one chunk, loaded when it is chosen. Offline, both come from the precache. */
const LOAD = {
  ru: async () => (await import('./ru/ru.ts')).ru,
  en: async () => (await import('./en/en.ts')).en,
} as const;

const STORAGE_KEY = 'language';

/** The dotted paths of all words; plural forms share one key without the suffix. */
type Paths<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Paths<T[Key]>}`;
}[keyof T & string];
type Stem<Path extends string> = Path extends `${infer Start}_${'one' | 'other'}` ? Start : Path;
export type WordKey = Stem<Paths<typeof en>>;
export type Words = (key: WordKey, values?: Record<string, string | number>) => string;

type InLanguage = { t: Words; language: Language; format: Format };

let present: InLanguage | null = null;
const listeners = new Set<(present: InLanguage) => void>();

/** `?lang=` in the address comes first, then the stored language, then the browser's. */
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
    return null; // storage is blocked: use the browser's language
  }
}

export async function startLanguages(): Promise<void> {
  const language = firstLanguage();
  await i18next.init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: await LOAD[language]() } },
    returnNull: false,
  });
  speak(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LOAD[language]());
  }
  await i18next.changeLanguage(language);
  speak(language);
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // storage is blocked: the choice lasts until the page is closed
  }
}

function speak(language: Language): void {
  document.documentElement.lang = language;
  present = { t: i18next.getFixedT(language) as Words, language, format: formatIn(language) };
  for (const listener of listeners) listener(present);
}

/** Null until `startLanguages` is done. */
export function presentLanguage(): InLanguage | null {
  return present;
}

/** Calls the listener at every change of the language. The returned function ends that. */
export function listenToLanguage(listener: (present: InLanguage) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The value that `LanguageProvider` provides. */
export const InLanguageContext = createContext<InLanguage | null>(null);

/** The words, the language and the formats; the same object until the language changes. */
export function useWords(): InLanguage {
  const words = use(InLanguageContext);
  if (!words) throw new Error('useWords stands outside of LanguageProvider');
  return words;
}
