import { type ClientBlock, valuesOfRow } from '../../src/core/clientBlock.ts';
import type { Contract } from '../../src/core/contract.ts';
import { type FeatureValue, type Offer, recommend } from '../../src/core/offers.ts';
import { type Segment, segmentIndex } from '../../src/core/segments.ts';
import type { ClientCard, ImportRecord, PastForecast } from '../data.api.ts';
import type { Place } from './clients.ts';
import { type ExplanationOrFailure, explainRow } from './explaining.ts';
import { failWith, toFailure } from './failures.ts';
import { byName, type Input, inputOf } from './forecasting.ts';
import type { StoredEntry } from './log.ts';
import type { Office } from './office.ts';

/** Everything about one client. Without a usable model the card opens all the same, with the reason for an explanation. */
export async function readCard(office: Office, clientId: string): Promise<ClientCard | null> {
  const places = office.clients.places(clientId);
  const [place] = places;
  if (!place) return null;
  const [block, records, entries] = await Promise.all([
    office.chunks.readRow(place, clientId),
    office.database.imports.bulkGet(places.map(({ importId }) => importId)),
    office.log.entriesOfClient(clientId),
  ]);
  const [record] = records;
  if (!record) throw failWith('NotFound', `import ${place.importId}`);
  const forecast = {
    incomeRub: place.incomeRub,
    modelName: record.modelName ?? '',
    modelVersion: record.modelVersion ?? '',
    madeAt: record.finishedAt ?? record.startedAt,
  };
  const model = await office.models.active().catch(toFailure);
  const seen =
    'contract' in model ? { contract: model.contract, ...inputOf(block, model.contract) } : { failure: model };
  const byColumn = 'contract' in seen ? byName(seen.values, seen.contract) : valuesByName(block);
  return {
    id: clientId,
    name: place.name,
    asOf: block.dates?.[0] ?? null,
    importId: record.id,
    importSource: record.source,
    fileName: record.fileName,
    importedAt: forecast.madeAt,
    forecast,
    percentile: office.clients.percentile(place.incomeRub),
    segment: segmentOf(office, place.incomeRub),
    offers: offersFor(office, place.incomeRub, byColumn),
    explanation: 'contract' in seen ? await explain(office, forecast, seen) : seen,
    values: 'contract' in seen ? seen.values : [],
    history: history(office, places, records, entries),
  };
}

/** Another model's forecast is not this model's to explain. */
async function explain(
  office: Office,
  { modelName, modelVersion, incomeRub }: ClientCard['forecast'],
  { contract, matrix }: Input & { contract: Contract },
): Promise<ExplanationOrFailure> {
  if (modelName !== contract.name || modelVersion !== contract.version) {
    const message = `forecast by ${modelName} ${modelVersion}, the model in use is ${contract.name} ${contract.version}`;
    return { failure: { name: 'ExplanationMismatch', message } };
  }
  return explainRow(() => office.models.interactive(), matrix, incomeRub);
}

export function segmentOf({ administration }: Office, incomeRub: number): Segment {
  const segments = administration.segments();
  const segment = segments[segmentIndex(segments, incomeRub)];
  if (!segment) throw new Error('there are no segments');
  return segment;
}

export function offersFor(office: Office, incomeRub: number, values: Record<string, FeatureValue>): Offer[] {
  const segmentId = segmentOf(office, incomeRub).id;
  const known = new Map(Object.entries(values));
  return recommend(office.administration.products(), { incomeRub, segmentId, value: (feature) => known.get(feature) });
}

function history(
  office: Office,
  places: readonly Place[],
  records: readonly (ImportRecord | undefined)[],
  entries: readonly StoredEntry[],
): PastForecast[] {
  const imported = places.flatMap(({ incomeRub }, index): PastForecast[] => {
    const record = records[index];
    if (!record) return [];
    return [
      {
        at: record.finishedAt ?? record.startedAt,
        source: 'import',
        incomeRub,
        segmentId: segmentOf(office, incomeRub).id,
        modelVersion: record.modelVersion ?? '',
        isSimulation: false,
        entryId: null,
      },
    ];
  });
  return [...imported, ...entries.flatMap(toPastForecast)].sort((a, b) => b.at - a.at);
}

/** A logged request as a forecast of the past; one that failed is none. */
export function toPastForecast({ id, incomeRub, segmentId, modelVersion, ...entry }: StoredEntry): PastForecast[] {
  if (incomeRub === null || segmentId === null || modelVersion === null) return [];
  const { at, source, isSimulation } = entry;
  return [{ at, source, incomeRub, segmentId, modelVersion, isSimulation, entryId: id }];
}

function valuesByName(block: ClientBlock): Record<string, FeatureValue> {
  const values = valuesOfRow(block, 0);
  return Object.fromEntries(block.features.map((name, column) => [name, values[column] ?? null]));
}
