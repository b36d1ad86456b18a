import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Language } from '../../../core/format.ts';
import { codedValueText } from '../codedValueText.ts';

const BANDS = 10;

/**
 * Values in words with their effects, sorted: ten bands of about equally many clients, or the categories; missing
 * values last.
 */
export function dependenceBands({ values, contributionsRub }: Dependence, feature: Feature, language: Language) {
  const order = Array.from(values.keys()).filter((at) => !Number.isNaN(values[at]));
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const value = (at: number | undefined) => values[at ?? -1] ?? Number.NaN;
  const words = (at: number) => codedValueText(feature, at, language);
  const bands = new Map<string, number[]>();
  if (feature.kind === 'category' || new Set(order.map(value)).size <= BANDS) {
    for (const at of order) push(bands, words(value(at)), at);
  } else {
    for (let band = 0; band < BANDS; band++) {
      const members = order.slice((band * order.length) / BANDS, ((band + 1) * order.length) / BANDS);
      const [from, to] = [words(value(members[0])), words(value(members.at(-1)))];
      for (const at of members) push(bands, from === to ? from : `${from} – ${to}`, at);
    }
  }
  const missing = Array.from(values.keys()).filter((at) => Number.isNaN(values[at]));
  for (const at of missing) push(bands, words(Number.NaN), at);
  const effect = (at: number) => contributionsRub[at] ?? 0;
  return [...bands].map(([text, members]) => ({ text, effects: members.map(effect).sort((a, b) => a - b) }));
}

function push(bands: Map<string, number[]>, text: string, at: number): void {
  const members = bands.get(text);
  if (members) members.push(at);
  else bands.set(text, [at]);
}
