import type { ModelCard, ModelListing } from './models.api.ts';
import type { Models } from './models.ts';
import type { ModelFacts } from './openModel.ts';

/** The models, and the number of visible forecasts of each version. */
type Context = { models: Models; readonly clients: { countByVersion(): ReadonlyMap<string, number> } };

/** All models that can be made active. */
export async function modelListings(context: Context): Promise<ModelListing[]> {
  const models = await context.models.list();
  return Promise.all(models.map((facts) => toListing(context, facts)));
}

/** A model with its contract; without a version, the active one. @throws ModelMissing, ModelCorrupt */
export async function modelCard(context: Context, version?: string): Promise<ModelCard> {
  const { facts, contract } = await (version === undefined ? context.models.active() : context.models.get(version));
  return { ...(await toListing(context, facts)), contract };
}

export async function toListing({ models, clients }: Context, facts: ModelFacts): Promise<ModelListing> {
  return {
    ...facts,
    isActive: (await models.activeVersion()) === facts.version,
    clients: clients.countByVersion().get(facts.version) ?? 0,
  };
}
