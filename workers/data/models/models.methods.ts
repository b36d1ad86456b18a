import type { DataContext } from '../context.ts';
import { modelCard, modelListings } from './modelListings.ts';
import type { ModelsApi } from './models.api.ts';

/** Functions from higher layers: counting reads stored clients, and workers belong to scoring. */
type FromAbove = { countCovers: ModelsApi['countCovers']; retireInactiveWorkers(): Promise<void> };

type Context = Pick<DataContext, 'models' | 'clients' | 'changes'>;

export function modelMethods(context: Context, { countCovers, retireInactiveWorkers }: FromAbove): ModelsApi {
  const { models, changes } = context;

  return {
    get: (version) => modelCard(context, version),
    list: () => modelListings(context),
    async activate(version) {
      await models.activate(version);
      await retireInactiveWorkers();
      changes.announce('models');
    },
    async remove(version) {
      const outcome = await models.remove(version);
      if ('value' in outcome) changes.announce('models');
      return outcome;
    },
    async countCovers(version) {
      const outcome = await countCovers(version);
      if (outcome && 'value' in outcome) changes.announce('models');
      return outcome;
    },
  };
}
