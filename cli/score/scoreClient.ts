import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Contract, Feature } from '../../src/core/contract/contract.ts';
import { toShortDecimal } from '../../src/core/csv/write/cells.ts';
import { type IncomeInterval, topContributions } from '../../src/core/explain/explanation.ts';
import { explanationText } from '../../src/core/explain/explanationText.ts';
import type { Language } from '../../src/core/format.ts';
import { at } from '../../src/core/machine/at.ts';
import { type Condition, type FeatureValue, recommend } from '../../src/core/offers/offers.ts';
import { DEFAULT_PRODUCTS } from '../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS, segmentFor } from '../../src/core/offers/segments.ts';
import { DAY_MS } from '../../src/core/time.ts';
import type { Calculator } from '../../workers/runtime/calculator.ts';
import type { ClientCommand } from './arguments.ts';
import { type JsonClient, readClientJson } from './clientJson.ts';
import { type CliIo, EXIT, type ExitCode, orRefuse, Refusal } from './io.ts';
import { openModel } from './model.ts';
import { modelNotes } from './report.ts';

/** Prints what the app's card shows about one client, as JSON for scripts. */
export async function scoreClient(command: ClientCommand, io: CliIo): Promise<ExitCode> {
  const text = await readText(command.json, io);
  const model = await openModel(command.model, io);
  const client = readClientJson(text, model.contract);
  const answer = await answerFor(client, model, command.language);
  for (const note of [...modelNotes(model.contract), ...client.notes]) io.warn(`${note}\n`);
  io.print(`${JSON.stringify(answer, null, 2)}\n`);
  return EXIT.ok;
}

async function answerFor({ id, matrix, values }: JsonClient, model: Calculator, language: Language) {
  const { contract } = model;
  const { income, interval: ends } = await model.predict(matrix);
  const forecastRub = at(income, 0);
  const interval = ends && { lowRub: at(ends.p10, 0), highRub: at(ends.p90, 0) };
  const segment = segmentFor(DEFAULT_SEGMENTS, forecastRub);
  return {
    id,
    model: { name: contract.name, version: contract.version, synthetic: contract.synthetic },
    forecastRub: toShortDecimal(forecastRub),
    interval: interval && { p10Rub: toShortDecimal(interval.lowRub), p90Rub: toShortDecimal(interval.highRub) },
    segment: { id: segment.id, name: segment.name[language] },
    offers: offersFor({ incomeRub: forecastRub, segmentId: segment.id, values }, contract, language),
    explanation: await explanationOf({ matrix, values, interval }, model, language),
  };
}

/** Null for a model that cannot be explained exactly, because it has no covers. */
async function explanationOf(
  { matrix, values, interval }: Pick<JsonClient, 'matrix' | 'values'> & { interval: IncomeInterval | null },
  model: Calculator,
  language: Language,
) {
  const { baseRub, contract } = model;
  if (baseRub === null) return null;
  const { features } = contract;
  const { income, contributions: contributionsRub } = await model.explain(matrix);
  const explanation = { baseRub, forecastRub: at(income, 0), contributionsRub };
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

function readText(file: string, { folder, stdin }: CliIo): Promise<string> {
  return orRefuse(EXIT.file, 'The client cannot be read', async () => {
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
