import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Contract, Feature } from '../../src/core/contract/contract.ts';
import { toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { type IncomeInterval, topContributions } from '../../src/core/explain/explanation.ts';
import { explanationText } from '../../src/core/explain/explanationText.ts';
import type { Language } from '../../src/core/format.ts';
import { type Condition, type FeatureValue, recommend } from '../../src/core/offers/offers.ts';
import { DEFAULT_PRODUCTS } from '../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/offers/segments.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { ClientOrder } from './arguments.ts';
import { type JsonClient, readClientJson } from './clientJson.ts';
import { EXIT, type ExitCode, Refusal, refusing } from './exit.ts';
import { openModel } from './model.ts';
import { modelNotes } from './report.ts';
import type { CliIo } from './score.ts';

/** Prints everything about one client: what the card in the app shows, for scripts. */
export async function scoreClient(order: ClientOrder, io: CliIo): Promise<ExitCode> {
  const text = await readText(order.json, io);
  const model = await openModel(order.model, io);
  const client = readClientJson(text, model.contract);
  const answer = await answerFor(client, model, order.language);
  for (const note of [...modelNotes(model.contract), ...client.notes]) io.warn(`${note}\n`);
  io.print(`${JSON.stringify(answer, null, 2)}\n`);
  return EXIT.ok;
}

async function answerFor({ id, matrix, values }: JsonClient, model: Calculator, language: Language) {
  const { contract } = model;
  const { income, interval: ends } = await model.predict(matrix);
  const [forecastRub = Number.NaN] = income;
  const [lowRub, highRub] = [ends?.p10[0], ends?.p90[0]];
  const interval = lowRub === undefined || highRub === undefined ? null : { lowRub, highRub };
  const segment = DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, forecastRub)];
  return {
    id,
    model: { name: contract.name, version: contract.version, synthetic: contract.synthetic },
    forecastRub: toShortDecimal(forecastRub),
    interval: interval && { p10Rub: toShortDecimal(interval.lowRub), p90Rub: toShortDecimal(interval.highRub) },
    segment: segment && { id: segment.id, name: segment.name[language] },
    offers: offersFor({ incomeRub: forecastRub, segmentId: segment?.id ?? '', values }, contract, language),
    explanation: await explanationOf({ matrix, values, interval }, model, language),
  };
}

/** Null for a model that cannot be explained exactly. */
async function explanationOf(
  { matrix, values, interval }: Pick<JsonClient, 'matrix' | 'values'> & { interval: IncomeInterval | null },
  model: Calculator,
  language: Language,
) {
  const { baseRub, contract } = model;
  if (baseRub === null) return null;
  const { income, contributions } = await model.explain(matrix);
  const [forecastRub = Number.NaN] = income;
  return {
    baseRub,
    sentences: explanationText(
      {
        explanation: { baseRub, forecastRub, contributionsRub: contributions },
        interval,
        features: contract.features,
        values,
      },
      language,
    ),
    contributions: topContributions(contributions, contributions.length).top.map(({ feature: at, rub }) => {
      const feature = contract.features[at];
      const value = values[at] ?? null;
      return {
        feature: feature?.name,
        title: feature?.title[language],
        value: feature ? shownValue(value, feature) : value,
        rub: toShortDecimal(rub),
      };
    }),
  };
}

type Offered = { incomeRub: number; segmentId: string; values: readonly FeatureValue[] };

function offersFor({ incomeRub, segmentId, values }: Offered, { features }: Contract, language: Language) {
  const known = new Map(features.map(({ name }, at) => [name, values[at] ?? null]));
  const facts = { incomeRub, segmentId, value: (feature: string) => known.get(feature) };
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

const DAY_MS = 86_400_000;

/** A date as it is written, everything else as it is. */
function shownValue(value: FeatureValue, { kind }: Feature): FeatureValue {
  if (kind !== 'date' || typeof value !== 'number') return value;
  return new Date(value * DAY_MS).toISOString().slice(0, 10);
}

function readText(file: string, { folder, stdin }: CliIo): Promise<string> {
  return refusing(EXIT.file, 'The client cannot be read', async () => {
    const bytes = file === '-' ? await readAll(stdin) : await readFile(resolve(folder, file));
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new Refusal(EXIT.file, 'The client is not UTF-8.');
    }
  });
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
