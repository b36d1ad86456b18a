import type { LocalText } from '../contract/contract.ts';

/** A client's value for one feature as users see it: a number, a category's text, or null for missing. */
export type FeatureValue = number | string | null;

export const RULE_OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** A condition on one feature. A missing value fulfils no condition, `ne` included: nothing is known about it. */
export type Rule = { feature: string; operator: RuleOperator; value: number | string };

/**
 * A product is offered when it is active, the income is within its bounds, the segment listed, and every rule holds.
 */
export type Product = {
  id: string;
  name: LocalText;
  /** The benefit for the client, in one line. */
  benefit: LocalText;
  active: boolean;
  /** Inclusive; null = no bound. */
  minIncomeRub: number | null;
  /** Inclusive; null = no bound. */
  maxIncomeRub: number | null;
  /** Segment ids; empty = every segment. */
  segments: string[];
  rules: Rule[];
};

/** One condition of a product and whether this client meets it. */
export type Condition =
  | { kind: 'income'; minRub: number | null; maxRub: number | null; incomeRub: number; met: boolean }
  | { kind: 'segment'; segmentIds: string[]; segmentId: string; met: boolean }
  | { kind: 'rule'; rule: Rule; value: FeatureValue; met: boolean };

/** `fits`: every condition is met. `nearly`: exactly one is not. */
export type Offer = { product: Product; verdict: 'fits' | 'nearly'; conditions: Condition[] };

export type ClientFacts = {
  incomeRub: number;
  segmentId: string;
  /** The value of a feature by its column name; undefined when the model has no such feature. */
  value: (feature: string) => FeatureValue | undefined;
};

/** Products for one client: fitting ones first, then nearly fitting ones, each in the order of `products`. */
export function recommend(products: readonly Product[], client: ClientFacts): Offer[] {
  const offers = products.filter((product) => product.active).flatMap((product) => judge(product, client));
  return [...offers.filter((o) => o.verdict === 'fits'), ...offers.filter((o) => o.verdict === 'nearly')];
}

function judge(product: Product, client: ClientFacts): Offer[] {
  const conditions = conditionsOf(product, client);
  const unmet = conditions.filter((condition) => !condition.met).length;
  if (unmet > 1) return [];
  return [{ product, verdict: unmet === 0 ? 'fits' : 'nearly', conditions }];
}

function conditionsOf(product: Product, client: ClientFacts): Condition[] {
  const { minIncomeRub: minRub, maxIncomeRub: maxRub, segments, rules } = product;
  const { incomeRub, segmentId } = client;
  const conditions: Condition[] = [];
  if (minRub !== null || maxRub !== null) {
    const met = incomeRub >= (minRub ?? Number.NEGATIVE_INFINITY) && incomeRub <= (maxRub ?? Number.POSITIVE_INFINITY);
    conditions.push({ kind: 'income', minRub, maxRub, incomeRub, met });
  }
  if (segments.length > 0) {
    conditions.push({ kind: 'segment', segmentIds: segments, segmentId, met: segments.includes(segmentId) });
  }
  for (const rule of rules) {
    const value = client.value(rule.feature) ?? null;
    conditions.push({ kind: 'rule', rule, value, met: holds(rule, value) });
  }
  return conditions;
}

/** Whether a value fulfils a rule. Numbers compare as numbers, text by equality only, missing never. */
export function holds(rule: Rule, value: FeatureValue): boolean {
  if (value === null) return false;
  const { operator, value: wanted } = rule;
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  if (typeof value !== 'number' || typeof wanted !== 'number') return false;
  if (operator === 'lt') return value < wanted;
  if (operator === 'le') return value <= wanted;
  if (operator === 'gt') return value > wanted;
  return value >= wanted;
}
