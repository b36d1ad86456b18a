import * as v from 'valibot';
import type { Feature } from '../contract/contract.ts';
import { type Product, RULE_OPERATORS, type Rule } from './offers.ts';
import type { Segment } from './segments.ts';

/** Why a product cannot be used. `rule` is the rule's position in `product.rules`. */
export type ProductProblem =
  | { kind: 'id-missing' }
  | { kind: 'name-missing'; language: 'ru' | 'en' }
  | { kind: 'benefit-missing'; language: 'ru' | 'en' }
  | { kind: 'not-a-number'; field: 'minIncomeRub' | 'maxIncomeRub' }
  | { kind: 'bounds-reversed'; minRub: number; maxRub: number }
  | { kind: 'unknown-segment'; segmentId: string }
  | { kind: 'unknown-feature'; rule: number; feature: string }
  /** A text can only be equal or not equal. */
  | { kind: 'operator-for-numbers'; rule: number; feature: string }
  | { kind: 'value-not-a-number'; rule: number; feature: string }
  | { kind: 'value-not-text'; rule: number; feature: string };

/** What a product may refer to; `features` null = no model is available, so features are not checked. */
export type Vocabulary = { segments: readonly Segment[]; features: readonly Feature[] | null };

const LocalText = v.object({ ru: v.string(), en: v.string() });

/** The shape of a product from storage or the wire; `checkProduct` checks its content. */
export const ProductShape = v.object({
  id: v.string(),
  name: LocalText,
  benefit: LocalText,
  active: v.boolean(),
  minIncomeRub: v.nullable(v.number()),
  maxIncomeRub: v.nullable(v.number()),
  segments: v.array(v.string()),
  rules: v.array(
    v.object({
      feature: v.string(),
      operator: v.picklist(RULE_OPERATORS),
      value: v.union([v.number(), v.string()]),
    }),
  ),
});

/** The first reason why this product cannot be used, or null when it can. */
export function checkProduct(product: Product, { segments, features }: Vocabulary): ProductProblem | null {
  if (!product.id.trim()) return { kind: 'id-missing' };
  for (const language of ['ru', 'en'] as const) {
    if (!product.name[language].trim()) return { kind: 'name-missing', language };
    if (!product.benefit[language].trim()) return { kind: 'benefit-missing', language };
  }
  for (const field of ['minIncomeRub', 'maxIncomeRub'] as const) {
    if (product[field] !== null && !Number.isFinite(product[field])) return { kind: 'not-a-number', field };
  }
  const { minIncomeRub: minRub, maxIncomeRub: maxRub } = product;
  if (minRub !== null && maxRub !== null && minRub > maxRub) return { kind: 'bounds-reversed', minRub, maxRub };
  const unknown = product.segments.find((segmentId) => !segments.some(({ id }) => id === segmentId));
  if (unknown !== undefined) return { kind: 'unknown-segment', segmentId: unknown };
  if (!features) return null;
  for (const [index, rule] of product.rules.entries()) {
    const problem = checkRule(rule, index, features);
    if (problem) return problem;
  }
  return null;
}

function checkRule(rule: Rule, index: number, features: readonly Feature[]): ProductProblem | null {
  const where = { rule: index, feature: rule.feature };
  const feature = features.find(({ name }) => name === rule.feature);
  if (!feature) return { kind: 'unknown-feature', ...where };
  if (feature.kind !== 'category') return Number.isFinite(rule.value) ? null : { kind: 'value-not-a-number', ...where };
  if (typeof rule.value !== 'string') return { kind: 'value-not-text', ...where };
  return rule.operator === 'eq' || rule.operator === 'ne' ? null : { kind: 'operator-for-numbers', ...where };
}

const NO_OVERDUE: Rule = { feature: 'hdb_ovrd_sum', operator: 'eq', value: 0 };
const NOT_LISTED: Rule = { feature: 'blacklist_flag', operator: 'eq', value: 0 };

/** The shipped products. Segments are those of `DEFAULT_SEGMENTS`. */
export const DEFAULT_PRODUCTS: readonly Product[] = [
  {
    id: 'premium-service',
    name: { ru: 'Премиальное обслуживание', en: 'Premium service' },
    benefit: {
      ru: 'Личный менеджер, бизнес-залы и страховка в поездках',
      en: 'Personal manager, airport lounges and travel insurance',
    },
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: ['premium'],
    rules: [NOT_LISTED],
  },
  {
    id: 'mortgage',
    name: { ru: 'Ипотека', en: 'Mortgage' },
    benefit: { ru: 'Своё жильё на срок до 30 лет', en: 'A home of one’s own, for up to 30 years' },
    active: true,
    minIncomeRub: 80_000,
    maxIncomeRub: null,
    segments: [],
    rules: [
      { feature: 'age', operator: 'ge', value: 21 },
      { feature: 'age', operator: 'le', value: 60 },
      NO_OVERDUE,
      NOT_LISTED,
    ],
  },
  {
    id: 'investment-account',
    name: { ru: 'Инвестиционный счёт', en: 'Investment account' },
    benefit: { ru: 'Облигации и фонды с налоговым вычетом', en: 'Bonds and funds with a tax deduction' },
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: ['high', 'premium'],
    rules: [{ feature: 'curr_rur_amt_cm_avg', operator: 'ge', value: 50_000 }],
  },
  {
    id: 'cash-loan',
    name: { ru: 'Кредит наличными', en: 'Cash loan' },
    benefit: { ru: 'Деньги на любые цели без залога', en: 'Money for any purpose, no collateral' },
    active: true,
    minIncomeRub: 40_000,
    maxIncomeRub: null,
    segments: [],
    rules: [{ feature: 'age', operator: 'ge', value: 21 }, NO_OVERDUE, NOT_LISTED],
  },
  {
    id: 'credit-card',
    name: { ru: 'Кредитная карта', en: 'Credit card' },
    benefit: {
      ru: 'Покупки сейчас, возврат без процентов до 120 дней',
      en: 'Buy now, repay within 120 days without interest',
    },
    active: true,
    minIncomeRub: 30_000,
    maxIncomeRub: 300_000,
    segments: [],
    rules: [{ feature: 'age', operator: 'ge', value: 18 }, NO_OVERDUE, NOT_LISTED],
  },
  {
    id: 'salary-card',
    name: { ru: 'Зарплатная карта', en: 'Salary card' },
    benefit: {
      ru: 'Бесплатное обслуживание и кешбэк за повседневные покупки',
      en: 'No fee, cashback on everyday purchases',
    },
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: ['middle', 'high'],
    rules: [{ feature: 'salary_6to12m_avg', operator: 'gt', value: 0 }],
  },
  {
    id: 'savings-account',
    name: { ru: 'Накопительный счёт', en: 'Savings account' },
    benefit: {
      ru: 'Ежедневный доход на остаток, снятие в любой день',
      en: 'Interest every day, withdrawal on any day',
    },
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: [],
    rules: [{ feature: 'turn_cur_cr_avg_v2', operator: 'ge', value: 30_000 }],
  },
  {
    id: 'debit-card',
    name: { ru: 'Дебетовая карта', en: 'Debit card' },
    benefit: { ru: 'Без платы за обслуживание и переводы', en: 'No fees for service or transfers' },
    active: true,
    minIncomeRub: null,
    maxIncomeRub: 120_000,
    segments: [],
    rules: [],
  },
];
