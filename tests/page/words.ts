import { createInstance } from 'i18next';
import type { Feature } from '../../src/core/contract/contract.ts';
import { type Format, formatIn, type Language } from '../../src/core/format.ts';
import { en } from '../../src/i18n/en/en.ts';
import type { Words } from '../../src/i18n/i18n.ts';
import { ru } from '../../src/i18n/ru/ru.ts';

type InLanguage = { t: Words; language: Language; format: Format };

/** The app's words in a language, as the page has them. */
function wordsIn(language: Language): InLanguage {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: language === 'ru' ? ru : en } },
  });
  return { t: instance.getFixedT(language) as Words, language, format: formatIn(language) };
}

export const RU = wordsIn('ru');
export const EN = wordsIn('en');

/** Replaces thin and hard spaces in the app's texts, which look like ordinary ones in an expectation. */
export function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

type Described = { name: string; unit?: Feature['unit']; title?: { ru: string; en: string } };

export function numberFeature({ name, unit = 'none', title = { ru: name, en: name } }: Described): Feature {
  return { kind: 'number', name, group: 'other', title, unit, missingShare: null, typical: null, deciles: null };
}

export function categoryFeature({ name, categories }: { name: string; categories: string[] }): Feature {
  const title = { ru: name, en: name };
  return { kind: 'category', name, group: 'other', title, unit: 'none', missingShare: null, typical: null, categories };
}
