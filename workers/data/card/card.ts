import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { inputOf, knownValues } from '../../../src/core/clients/modelInput.ts';
import { toKnown } from '../clients/clientColumns.ts';
import type { Place } from '../clients/clients.ts';
import type { DataContext } from '../context.ts';
import { failWith, toFailure } from '../failures.ts';
import { backgroundOf, type OpenModel } from '../models/openModel.ts';
import { offersFor, segmentOf } from '../offers/offersFor.ts';
import { type ExplanationOrFailure, explainRow } from '../scoring/explain/explainRow.ts';
import type { ModelWorkers } from '../scoring/workers/modelWorkers.ts';
import { completeSets } from '../storage/forecastSets.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import type { ClientCard, ClientVersion } from './card.api.ts';
import { historyOf } from './history.ts';

type Context = Pick<DataContext, 'database' | 'clients' | 'chunks' | 'log' | 'models' | 'offers' | 'workers'>;

/**
 * Everything about one client. Without a usable model the card still opens, with the reason in place of the
 * explanation.
 */
export async function readCard(context: Context, clientId: string): Promise<ClientCard | null> {
  const places = context.clients.places(clientId);
  const [place] = places;
  if (!place) return null;
  const { incomeRub, importId } = place;
  const [block, imports, history, forecast] = await Promise.all([
    context.chunks.readRow(place, clientId),
    context.database.imports.bulkGet(places.map((version) => version.importId)),
    historyOf(context, clientId, places),
    forecastAt(context, place),
  ]);
  const [record] = imports;
  if (!record) throw failWith('NotFound', `import ${importId}`);
  const madeBy = await context.models.get(forecast.modelVersion).catch(toFailure);
  const explanation =
    'contract' in madeBy ? await explain(context.workers, madeBy, { block, incomeRub }) : { failure: madeBy };
  const model = 'contract' in madeBy ? madeBy : await context.models.active().catch(() => null);
  return {
    id: clientId,
    name: place.name,
    asOf: block.dates?.[0] ?? null,
    importId: record.id,
    actualIncomeRub: toKnown(block.actualIncomes?.[0]),
    importedAt: record.finishedAt ?? record.startedAt,
    forecast,
    percentile: context.clients.percentile(incomeRub),
    segment: segmentOf(context.offers, incomeRub),
    offers: offersFor(context.offers, incomeRub, knownValues(block, model?.contract ?? null)),
    explanation,
    background: 'contract' in madeBy && 'baseRub' in explanation ? backgroundOf(madeBy) : null,
    values: model ? inputOf(block, model.contract).values : [],
    valuesModel: model?.facts.version ?? null,
    history,
    versions: imports.flatMap((imported) => (imported ? [toVersion(imported)] : [])),
  };
}

function toVersion({ id, startedAt, finishedAt, source, name, fileName }: ImportRecord): ClientVersion {
  return { importId: id, at: finishedAt ?? startedAt, import: { source, name, fileName } };
}

/** The visible forecast, and which model made it. */
async function forecastAt(
  { database, models }: Pick<DataContext, 'database' | 'models'>,
  place: Place,
): Promise<ClientCard['forecast']> {
  const { importId, modelVersion, incomeRub, interval } = place;
  const sets = await completeSets(database, importId);
  const set = sets.find((candidate) => candidate.modelVersion === modelVersion);
  if (!set) throw failWith('NotFound', `import ${importId}: forecasts of ${modelVersion}`);
  const activeVersion = await models.activeVersion();
  return {
    incomeRub,
    interval,
    modelName: set.modelName,
    modelVersion,
    madeAt: set.madeAt,
    // Without a known active model, the forecast counts as up to date.
    isByActiveModel: activeVersion === null || activeVersion === modelVersion,
  };
}

function explain(
  workers: ModelWorkers,
  model: OpenModel,
  { block, incomeRub }: { block: ClientBlock; incomeRub: number },
): Promise<ExplanationOrFailure> {
  const { matrix } = inputOf(block, model.contract);
  return explainRow(workers, model, { matrix, expectedRub: incomeRub });
}
