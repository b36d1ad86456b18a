import { valuesOfRow } from '../../../src/core/clients/clientBlock.ts';
import { seenValue } from '../../../src/core/clients/modelInput.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { toShortDecimal } from '../../../src/core/csv/write/cells.ts';
import { type IncomeInterval, topContributions } from '../../../src/core/explain/explanation.ts';
import { explanationText } from '../../../src/core/explain/explanationText.ts';
import type { Language } from '../../../src/core/format.ts';
import { at } from '../../../src/core/machine/at.ts';
import { type Condition, type FeatureValue, recommend } from '../../../src/core/offers/offers.ts';
import { DEFAULT_PRODUCTS } from '../../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS, segmentFor } from '../../../src/core/offers/segments.ts';
import { DAY_MS } from '../../../src/core/time.ts';
import type { Calculator } from '../../../workers/runtime/calculator.ts';
import type { ResultLines } from '../forecastLines.ts';

type AnswerOptions = {
  language: Language;
  /** Several answers have a line each, one alone is indented for people. */
  isSingle: boolean;
  /** False when ids were made up: the answers have none. */
  hasIds: boolean;
};

/** What the app's card shows about each client of a block, as JSON for scripts. */
export function createAnswers(model: Calculator, { language, isSingle, hasIds }: AnswerOptions): ResultLines {
  const { features } = model.contract;
  return {
    header: '',
    async linesFor(block, matrix) {
      const { income, interval } = await model.predict(matrix);
      const explained = model.baseRub === null ? null : await model.explain(matrix, income);
      const leftOut = new Set(explained?.unexplained.map(({ row }) => row));
      const columns = features.map(({ name }) => block.features.indexOf(name));
      let text = '';
      for (let row = 0; row < block.rows; row++) {
        const cells = [row * features.length, (row + 1) * features.length] as const;
        const seen = matrix.subarray(...cells);
        const given = valuesOfRow(block, row);
        const client: Client = {
          id: hasIds ? at(block.ids, row) : null,
          forecastRub: at(income, row),
          interval: interval && { lowRub: at(interval.p10, row), highRub: at(interval.p90, row) },
          values: columns.map((column, feature) =>
            seenValue(at(features, feature), at(seen, feature), given[column] ?? null),
          ),
          contributionsRub: explained && !leftOut.has(row) ? explained.contributions.slice(...cells) : null,
        };
        text += `${JSON.stringify(answerFor(client, model, language), null, isSingle ? 2 : undefined)}\n`;
      }
      return { text, unexplained: explained?.unexplained ?? [] };
    },
  };
}

type Client = {
  id: string | null;
  forecastRub: number;
  interval: IncomeInterval | null;
  /** In the order of the contract; null where the model sees a missing value, also for an unknown category. */
  values: FeatureValue[];
  /** Null for a model without covers, and where they do not add up to the forecast. */
  contributionsRub: Float32Array | null;
};

function answerFor(client: Client, model: Calculator, language: Language) {
  const { contract } = model;
  const { id, forecastRub, interval, values } = client;
  const segment = segmentFor(DEFAULT_SEGMENTS, forecastRub);
  return {
    id,
    model: { name: contract.name, version: contract.version, synthetic: contract.synthetic },
    forecastRub: toShortDecimal(forecastRub),
    interval: interval && { p10Rub: toShortDecimal(interval.lowRub), p90Rub: toShortDecimal(interval.highRub) },
    segment: { id: segment.id, name: segment.name[language] },
    offers: offersFor({ incomeRub: forecastRub, segmentId: segment.id, values }, contract, language),
    explanation: explanationOf(client, model, language),
  };
}

function explanationOf(
  { forecastRub, interval, values, contributionsRub }: Client,
  { baseRub, contract: { features } }: Calculator,
  language: Language,
) {
  if (baseRub === null || contributionsRub === null) return null;
  const explanation = { baseRub, forecastRub, contributionsRub };
  return {
    baseRub,
    sentences: explanationText({ explanation, interval, features, values }, language),
    contributions: topContributions(contributionsRub, contributionsRub.length).top.map(({ feature: index, rub }) => {
      const feature = at(features, index);
      return {
        feature: feature.name,
        title: feature.title[language],
        value: shownValue(at(values, index), feature),
        rub: toShortDecimal(rub),
      };
    }),
  };
}

type Offered = { incomeRub: number; segmentId: string; values: readonly FeatureValue[] };

function offersFor({ incomeRub, segmentId, values }: Offered, { features }: Contract, language: Language) {
  const valueByName = new Map(features.map(({ name }, index) => [name, at(values, index)]));
  const facts = { incomeRub, segmentId, value: (feature: string) => valueByName.get(feature) };
  return recommend(DEFAULT_PRODUCTS, facts).map(({ product, verdict, conditions }) => ({
    id: product.id,
    name: product.name[language],
    benefit: product.benefit[language],
    verdict,
    conditions: conditions.map(shownCondition),
  }));
}

function shownCondition(condition: Condition): Condition {
  if (condition.kind !== 'income') return condition;
  return { ...condition, incomeRub: toShortDecimal(condition.incomeRub) };
}

/** A date as ISO text, any other value unchanged. */
function shownValue(value: FeatureValue, { kind }: Feature): FeatureValue {
  if (kind !== 'date' || typeof value !== 'number') return value;
  return new Date(value * DAY_MS).toISOString().slice(0, 10);
}
