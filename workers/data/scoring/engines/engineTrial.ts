import { encodeStored } from '../../../../src/core/clients/modelInput.ts';
import type { Outcome } from '../../../../src/core/outcome.ts';
import { underWriteLock } from '../../jobs/locks.ts';
import type { Models } from '../../models/models.ts';
import { readChunk } from '../../storage/chunks.ts';
import type { Database } from '../../storage/database.ts';
import type { EngineTrial, EngineTrialProblem } from '../engine.api.ts';
import type { Engines } from './engines.ts';

/** Tries both engines with the active model on stored clients. @throws Busy, ModelMissing, ModelCorrupt */
export function tryEngines({
  database,
  models,
  engines,
}: {
  database: Database;
  models: Models;
  engines: Engines;
}): Promise<Outcome<EngineTrial, EngineTrialProblem>> {
  return underWriteLock(async () => {
    const model = await models.active();
    const set = (await database.forecasts.toArray()).findLast(({ state }) => state === 'shown');
    if (!set) return { problem: { kind: 'no-clients' } };
    const { matrix } = encodeStored(await readChunk(database, set.importId, 0), model.contract);
    return { value: await engines.trial(model, matrix) };
  });
}
