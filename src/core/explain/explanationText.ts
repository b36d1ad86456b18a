import type { Feature } from '../contract/contract.ts';
import { formatIn, type Language } from '../format.ts';
import { at } from '../machine/at.ts';
import type { FeatureValue } from '../offers/offers.ts';
import { type Contribution, type Explanation, type IncomeInterval, topContributions } from './explanation.ts';

export type ExplanationTextInput = {
  explanation: Pick<Explanation, 'baseRub' | 'forecastRub' | 'contributionsRub'>;
  /** Named beside the forecast if the model gives one. */
  interval?: IncomeInterval | null;
  /** Features of the contract, in its order. */
  features: readonly Feature[];
  /** The client's values, in the same order. */
  values: readonly FeatureValue[];
};

/** Number of causes named in one sentence; the chart lists the others. */
const NAMED = 3;
/** A smaller effect shows as 0 ₽ and explains nothing. */
const SMALLEST_RUB = 0.5;
/** A longer category is cut, so that the sentence stays readable. */
const LONGEST_VALUE = 80;

/**
 * Titles of features are never inflected: every sentence puts them after a colon, in the nominative, so that any
 * title of any contract reads correctly.
 */
const SENTENCES = {
  ru: {
    forecast: (forecast: string, base: string) =>
      `Прогноз дохода: ${forecast} в месяц; отсчёт от базового значения модели: ${base}.`,
    interval: (low: string, high: string) => `У восьми из десяти таких клиентов доход — от ${low} до ${high} в месяц.`,
    raises: 'Повышают прогноз',
    lowers: 'Снижают прогноз',
    onlyRaises: 'Заметно снижающих признаков нет.',
    onlyLowers: 'Заметно повышающих признаков нет.',
    nothing: 'Ни один признак заметно не сдвинул прогноз от базового значения.',
    allMissing: 'О клиенте нет данных ни по одному признаку: прогноз опирается только на само их отсутствие.',
    noData: 'нет данных',
    typically: 'обычно',
  },
  en: {
    forecast: (forecast: string, base: string) =>
      `Income forecast: ${forecast} a month, counted from the model’s base value: ${base}.`,
    interval: (low: string, high: string) => `Eight in ten such clients earn between ${low} and ${high} a month.`,
    raises: 'Raising the forecast',
    lowers: 'Lowering the forecast',
    onlyRaises: 'Nothing lowers it noticeably.',
    onlyLowers: 'Nothing raises it noticeably.',
    nothing: 'No feature moved the forecast noticeably from the base value.',
    allMissing: 'Nothing is known about this client: the forecast rests only on the data being absent.',
    noData: 'no data',
    typically: 'typically',
  },
} as const;

/**
 * Explains a forecast in two to four sentences that can be read to a client: the forecast and its interval, what raised
 * it, what lowered it. Each cause comes with its value, the typical value if that differs, and its effect in roubles.
 * Missing values are named as missing.
 */
export function explanationText(input: ExplanationTextInput, language: Language): string[] {
  const { explanation, interval, values } = input;
  const words = SENTENCES[language];
  const format = formatIn(language);
  const { top } = topContributions(explanation.contributionsRub, explanation.contributionsRub.length);
  const noticeable = top.filter(({ rub }) => Math.abs(rub) >= SMALLEST_RUB);
  const raises = noticeable.filter(({ rub }) => rub > 0).slice(0, NAMED);
  const lowers = noticeable.filter(({ rub }) => rub < 0).slice(0, NAMED);

  const sentences = [words.forecast(format.rub(explanation.forecastRub), format.rub(explanation.baseRub))];
  if (interval) sentences.push(words.interval(format.rub(interval.lowRub), format.rub(interval.highRub)));
  if (values.length > 0 && values.every((value) => value === null)) sentences.push(words.allMissing);
  if (noticeable.length === 0) return [...sentences, words.nothing];
  if (raises.length > 0) sentences.push(`${words.raises}: ${causes(raises, input, language)}.`);
  if (lowers.length > 0) sentences.push(`${words.lowers}: ${causes(lowers, input, language)}.`);
  if (lowers.length === 0) sentences.push(words.onlyRaises);
  if (raises.length === 0) sentences.push(words.onlyLowers);
  return sentences;
}

function causes(contributions: Contribution[], { features, values }: ExplanationTextInput, language: Language): string {
  const format = formatIn(language);
  return contributions
    .map(({ feature: index, rub }) => {
      const feature = at(features, index);
      const value = values[index] ?? null;
      const typical = typicalValue(feature);
      const hasOther = typical !== null && typical !== value;
      const beside = hasOther ? `, ${SENTENCES[language].typically} ${shownText(feature, typical, language)}` : '';
      return `${feature.title[language]} — ${shownText(feature, value, language)}${beside} (${format.rubChange(rub)})`;
    })
    .join('; ');
}

function shownText(feature: Feature, value: FeatureValue, language: Language): string {
  const text = valueText(feature, value, language);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** The training median, or the commonest category; null when not known. */
export function typicalValue(feature: Feature): FeatureValue {
  if (feature.typical === null) return null;
  return feature.kind === 'category' ? (feature.categories[feature.typical] ?? null) : feature.typical;
}

/** A feature's value in words: a number with its unit, a date, a category unchanged, "no data" for missing. */
export function valueText(feature: Feature, value: FeatureValue, language: Language): string {
  if (value === null) return SENTENCES[language].noData;
  if (typeof value === 'string') return value;
  const format = formatIn(language);
  return feature.kind === 'date' ? format.day(value) : format.quantity(value, feature.unit);
}
