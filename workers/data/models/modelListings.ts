import type { DataContext } from '../context.ts';
import type { ModelCard, ModelListing } from './models.api.ts';
import type { ModelFacts } from './openModel.ts';

/** All models that can be made active. */
export async function modelListings(context: DataContext): Promise<ModelListing[]> {
  const listed = await context.models.list();
  return Promise.all(listed.map((facts) => toListing(context, facts)));
}

/** A model with its contract, the active one without a version. @throws ModelMissing, ModelCorrupt */
export async function modelCard(context: DataContext, version?: string): Promise<ModelCard> {
  const { facts, contract } = await (version === undefined ? context.models.active() : context.models.get(version));
  return { ...(await toListing(context, facts)), contract };
}

export async function toListing({ models, clients }: DataContext, facts: ModelFacts): Promise<ModelListing> {
  return {
    ...facts,
    isActive: (await models.activeVersion()) === facts.version,
    clients: clients.countByVersion().get(facts.version) ?? 0,
  };
}
