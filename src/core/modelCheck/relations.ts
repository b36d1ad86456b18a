import type { Transform } from '../contract/transform.ts';

/** A relation between the sum of trees and the expected forecast. */
export type Relation = {
  /** `log`: the trees sum ln(roubles). `forecast-…`: the expected forecasts are on another scale than the trees. */
  name: 'identity' | 'log1p' | 'sqrt' | 'cbrt' | 'log' | 'forecast-log1p' | 'forecast-log' | 'probability';
  /** The sum of trees that belongs to an expected forecast; NaN when there is none. */
  toSum: (forecast: number) => number;
  /** The transform of a model with this relation; null when no contract has it. */
  transform: Transform | null;
};

export const RELATIONS: readonly Relation[] = [
  { name: 'identity', toSum: (y) => y, transform: { kind: 'identity' } },
  { name: 'log1p', toSum: Math.log1p, transform: { kind: 'log1p' } },
  { name: 'sqrt', toSum: (y) => Math.sqrt(y), transform: { kind: 'power', exponent: 0.5 } },
  { name: 'cbrt', toSum: (y) => (y < 0 ? Number.NaN : Math.cbrt(y)), transform: { kind: 'power', exponent: 1 / 3 } },
  { name: 'log', toSum: Math.log, transform: null },
  { name: 'forecast-log1p', toSum: Math.expm1, transform: null },
  { name: 'forecast-log', toSum: Math.exp, transform: null },
  { name: 'probability', toSum: (y) => Math.log(y / (1 - y)), transform: null },
];
