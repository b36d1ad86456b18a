import { failWith } from '../failures.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';
import { type ModelFacts, type OpenModel, openModel } from './openModel.ts';

/** The models that the user brought along, stored in this browser. */
export type ImportedModels = {
  list(): Promise<ModelFacts[]>;
  has(version: string): Promise<boolean>;
  /** @throws ModelMissing, ModelCorrupt */
  open(version: string): Promise<OpenModel>;
  add(model: OpenModel): Promise<void>;
};

type Facts = Pick<
  ModelFacts,
  'name' | 'trainedAt' | 'synthetic' | 'features' | 'trees' | 'hasInterval' | 'isExplainable' | 'sizeBytes'
>;

export function openImportedModels({ models }: Database): ImportedModels {
  return {
    async list() {
      const records = await models.toArray();
      return Promise.all(
        records.map(async ({ version, sha256, facts }): Promise<ModelFacts> => {
          return { ...(await decodePayload<Facts>(facts)).facts, version, sha256, origin: 'kept', countedRows: null };
        }),
      );
    },
    has: async (version) => (await models.where('version').equals(version).count()) > 0,
    async open(version) {
      const record = await models.get(version);
      if (!record) throw failWith('ModelMissing', `the model ${version} is not kept here any more`);
      const { sha256, facts, file } = record;
      const [{ name }, { numbers }] = [(await decodePayload<Facts>(facts)).facts, await decodePayload(file)];
      return openModel(new Uint8Array(numbers), { name, version, origin: 'kept', sha256 });
    },
    async add({ facts: { version, sha256, origin: _, countedRows: __, ...facts }, bytes }) {
      const sealed = { facts: await encodePayload(facts satisfies Facts), file: await encodePayload({}, bytes) };
      await models.add({ version, sha256, keptAt: Date.now(), ...sealed });
    },
  };
}
