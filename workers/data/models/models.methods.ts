import type { DataContext } from '../context.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { countCovers } from '../modelImport/countCovers.ts';
import { retireInactive } from '../scoring/modelWorkers.ts';
import { modelCard, modelListings } from './modelListings.ts';
import type { ModelsApi } from './models.api.ts';

export function modelMethods(context: DataContext, jobs: Jobs): ModelsApi {
  const { models, changes } = context;

  return {
    get: (version) => modelCard(context, version),
    list: () => modelListings(context),
    async activate(version) {
      await models.activate(version);
      await retireInactive(context);
      changes.announce('models');
    },
    async remove(version) {
      const outcome = await models.remove(version);
      if ('value' in outcome) changes.announce('models');
      return outcome;
    },
    async countCovers(version) {
      const outcome = await countCovers(context, jobs, version);
      if (outcome && 'value' in outcome) changes.announce('models');
      return outcome;
    },
  };
}
