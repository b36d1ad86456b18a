import type { DataContext } from '../context.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { countCovers } from '../modelImport/countCovers.ts';
import type { Drafts } from '../modelImport/openDrafts.ts';
import { modelCard, modelListings, toListing } from './modelListings.ts';
import type { ModelsApi } from './models.api.ts';

export function modelMethods(context: DataContext, drafts: Drafts, jobs: Jobs): ModelsApi {
  async function change<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    context.changes.announce('models');
    return result;
  }

  return {
    get: (version) => modelCard(context, version),
    list: () => modelListings(context),
    activate: (version) => change(() => context.models.activate(version)),
    remove: (version) => change(() => context.models.remove(version)),
    openDraft: drafts.open,
    checkDraft: drafts.check,
    importDraft: (name) => change(async () => toListing(context, await drafts.keep(name))),
    countCovers: (version) => change(() => countCovers(context, jobs, version)),
  };
}
