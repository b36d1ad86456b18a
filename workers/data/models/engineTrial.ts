import type { EngineTrial, EngineTrialProblem } from '../../engines.api.ts';
import { failWith } from '../failures.ts';
import { lockImports } from '../imports/importLock.ts';
import type { Office } from '../office.ts';
import { readChunk } from '../storage/chunks.ts';
import { encodeStored } from './forecasting.ts';

/** Tries both engines with the active model on stored clients. @throws Locked, Refused, ModelMissing, ModelCorrupt */
export async function tryEngines({ database, models, engines }: Office): Promise<EngineTrial> {
  const release = await lockImports();
  try {
    const model = await models.active();
    const set = (await database.forecasts.toArray()).findLast(({ state }) => state === 'shown');
    if (!set) throw failWith('Refused', JSON.stringify({ kind: 'no-clients' } satisfies EngineTrialProblem));
    const { matrix } = encodeStored(await readChunk(database, set.importId, 0), model.contract);
    return await engines.trial(model, matrix);
  } finally {
    release();
  }
}
