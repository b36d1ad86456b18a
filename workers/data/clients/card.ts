import type { ClientBlock } from '../../../src/core/clientBlock.ts';
import type { ClientCard, ClientVersion } from '../../clients.api.ts';
import type { ImportRecord } from '../../imports.api.ts';
import { failWith, toFailure } from '../failures.ts';
import { type ExplanationOrFailure, explainRow } from '../insights/explaining.ts';
import { inputOf, knownValues } from '../models/forecasting.ts';
import { backgroundOf, type OpenModel } from '../models/openModel.ts';
import { type Office, offersFor, segmentOf } from '../office.ts';
import { completeSets } from '../storage/forecastSets.ts';
import { toKnown } from './clientColumns.ts';
import type { Place } from './clients.ts';
import { historyOf } from './history.ts';

/** Everything about one client. Without a usable model the card opens all the same, with the reason for an explanation. */
export async function readCard(office: Office, clientId: string): Promise<ClientCard | null> {
  const places = office.clients.places(clientId);
  const [place] = places;
  if (!place) return null;
  const { incomeRub, importId } = place;
  const [block, imports, history, forecast] = await Promise.all([
    office.chunks.readRow(place, clientId),
    office.database.imports.bulkGet(places.map((one) => one.importId)),
    historyOf(office, clientId, places),
    forecastAt(office, place),
  ]);
  const [record] = imports;
  if (!record) throw failWith('NotFound', `import ${importId}`);
  const own = await office.models.get(forecast.modelVersion).catch(toFailure);
  const explanation = 'contract' in own ? await explain(office, own, { block, incomeRub }) : { failure: own };
  const model = 'contract' in own ? own : await office.models.active().catch(() => null);
  return {
    id: clientId,
    name: place.name,
    asOf: block.dates?.[0] ?? null,
    importId: record.id,
    actualIncomeRub: toKnown(block.actualIncomes?.[0]),
    importedAt: record.finishedAt ?? record.startedAt,
    forecast,
    percentile: office.clients.percentile(incomeRub),
    segment: segmentOf(office, incomeRub),
    offers: offersFor(office, incomeRub, knownValues(block, model?.contract ?? null)),
    explanation,
    background: 'contract' in own && 'baseRub' in explanation ? backgroundOf(own) : null,
    values: model ? inputOf(block, model.contract).values : [],
    valuesModel: model?.facts.version ?? null,
    history,
    versions: imports.flatMap((one) => (one ? [toVersion(one)] : [])),
  };
}

function toVersion({ id, startedAt, finishedAt, source, name, fileName }: ImportRecord): ClientVersion {
  return { importId: id, at: finishedAt ?? startedAt, import: { source, name, fileName } };
}

/** The forecast that is seen, and who made it. */
async function forecastAt(office: Office, place: Place): Promise<ClientCard['forecast']> {
  const { importId, modelVersion, incomeRub, interval } = place;
  const sets = await completeSets(office.database, importId);
  const set = sets.find((one) => one.modelVersion === modelVersion);
  if (!set) throw failWith('NotFound', `import ${importId}: forecasts of ${modelVersion}`);
  const activeVersion = await office.models.activeVersion();
  return {
    ...{ incomeRub, interval, modelName: set.modelName, modelVersion, madeAt: set.madeAt },
    // While nobody can tell which model is active, none has taken this one's place.
    isByActiveModel: activeVersion === null || activeVersion === modelVersion,
  };
}

function explain(
  office: Office,
  model: OpenModel,
  { block, incomeRub }: { block: ClientBlock; incomeRub: number },
): Promise<ExplanationOrFailure> {
  const { matrix } = inputOf(block, model.contract);
  return explainRow(office.models, model, { matrix, expectedRub: incomeRub });
}
