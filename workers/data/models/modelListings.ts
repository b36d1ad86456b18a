import type { ModelCard, ModelListing } from '../../models.api.ts';
import type { Office } from '../office.ts';
import type { ModelFacts } from './openModel.ts';

/** All models that can be made active. */
export async function modelListings(office: Office): Promise<ModelListing[]> {
  const listed = await office.models.list();
  return Promise.all(listed.map((facts) => toListing(office, facts)));
}

/** A model with its contract, the active one without a version. @throws ModelMissing, ModelCorrupt */
export async function modelCard(office: Office, version?: string): Promise<ModelCard> {
  const { facts, contract } = await (version === undefined ? office.models.active() : office.models.get(version));
  return { ...(await toListing(office, facts)), contract };
}

export async function toListing({ models, clients }: Office, facts: ModelFacts): Promise<ModelListing> {
  return {
    ...facts,
    isActive: (await models.activeVersion()) === facts.version,
    clients: clients.countByVersion().get(facts.version) ?? 0,
  };
}
