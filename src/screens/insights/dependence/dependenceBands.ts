import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Language } from '../../../core/format.ts';
import { at } from '../../../core/machine/at.ts';
import { codedValueText } from '../codedValueText.ts';

const BANDS = 10;

/**
 * Values in words with their effects, sorted: ten bands of about equally many clients, or the categories; missing
 * values last.
 */
export function dependenceBands({ values, contributionsRub }: Dependence, feature: Feature, language: Language) {
  const value = (dot: number) => at(values, dot);
  const order = Array.from(values.keys()).filter((dot) => !Number.isNaN(values[dot]));
  order.sort((a, b) => value(a) - value(b));
  const words = (coded: number) => codedValueText(feature, coded, language);
  const bands = new Map<string, number[]>();
  if (feature.kind === 'category' || new Set(order.map(value)).size <= BANDS) {
    for (const dot of order) push(bands, words(value(dot)), dot);
  } else {
    for (let band = 0; band < BANDS; band++) {
      const members = order.slice((band * order.length) / BANDS, ((band + 1) * order.length) / BANDS);
      const [from, to] = [words(value(at(members, 0))), words(value(at(members, members.length - 1)))];
      for (const dot of members) push(bands, from === to ? from : `${from} – ${to}`, dot);
    }
  }
  const missing = Array.from(values.keys()).filter((dot) => Number.isNaN(values[dot]));
  for (const dot of missing) push(bands, words(Number.NaN), dot);
  const effect = (dot: number) => at(contributionsRub, dot);
  return [...bands].map(([text, members]) => ({ text, effects: members.map(effect).sort((a, b) => a - b) }));
}

function push(bands: Map<string, number[]>, text: string, dot: number): void {
  const members = bands.get(text);
  if (members) members.push(dot);
  else bands.set(text, [dot]);
}
