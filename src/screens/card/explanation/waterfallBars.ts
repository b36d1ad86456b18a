import type { Contract } from '../../../core/contract/contract.ts';
import { type Explanation, topContributions } from '../../../core/explain/explanation.ts';
import { typicalValue, valueText } from '../../../core/explain/explanationText.ts';
import type { Language } from '../../../core/format.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';

/** One bar of the waterfall. */
export type WaterfallStep = {
  kind: 'base' | 'feature' | 'others' | 'forecast';
  /** The bar's feature as its position in the contract; null for other bars. */
  feature: number | null;
  title: string;
  /** The client's value in words; empty when there is none. */
  value: string;
  /** The typical value in words; empty when unknown. */
  typical: string;
  missing: boolean;
  rub: number;
  fromRub: number;
  toRub: number;
};

export const TOP = 10;

type WaterfallInput = {
  explanation: Explanation;
  contract: Contract;
  values: readonly FeatureValue[];
  language: Language;
  /** How many features get their own bar. */
  most: number;
  words: { base: string; forecast: string; others: (count: number) => string };
};

/** Base value → the strongest features → all others together → forecast. */
export function waterfall({ explanation, contract, values, language, most, words }: WaterfallInput): WaterfallStep[] {
  const { top, others } = topContributions(explanation.contributionsRub, most);
  const none = { feature: null, value: '', typical: '', missing: false };
  let sum = explanation.baseRub;
  const steps: WaterfallStep[] = [{ ...none, kind: 'base', title: words.base, rub: sum, fromRub: 0, toRub: sum }];
  for (const { feature: index, rub } of top) {
    const feature = contract.features[index];
    const value = values[index] ?? null;
    const typical = feature ? typicalValue(feature) : null;
    steps.push({
      kind: 'feature',
      feature: index,
      title: feature?.title[language] ?? '',
      value: feature ? valueText(feature, value, language) : '',
      typical: feature && typical !== null ? valueText(feature, typical, language) : '',
      missing: value === null,
      rub,
      fromRub: sum,
      toRub: sum + rub,
    });
    sum += rub;
  }
  if (others.count > 0) {
    const { rub, count } = others;
    steps.push({ ...none, kind: 'others', title: words.others(count), rub, fromRub: sum, toRub: sum + rub });
  }
  const { forecastRub } = explanation;
  steps.push({ ...none, kind: 'forecast', title: words.forecast, rub: forecastRub, fromRub: 0, toRub: forecastRub });
  return steps;
}
