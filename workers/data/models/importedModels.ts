import { failWith } from '../failures.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';
import { type ModelFacts, type OpenModel, openModel } from './openModel.ts';

/** The models that the user imported, stored in this browser. */
export type ImportedModels = {
  list(): Promise<ModelFacts[]>;
  has(version: string): Promise<boolean>;
  /** @throws ModelMissing, ModelCorrupt */
  open(version: string): Promise<OpenModel>;
  add(model: OpenModel): Promise<void>;
};

type StoredFacts = Pick<
  ModelFacts,
  'name' | 'trainedAt' | 'synthetic' | 'features' | 'trees' | 'hasInterval' | 'isExplainable' | 'sizeBytes'
>;

export function openImportedModels({ models }: Database): ImportedModels {
  return {
    async list() {
      const records = await models.toArray();
      return Promise.all(
        records.map(async ({ version, sha256, facts }): Promise<ModelFacts> => {
          const stored = (await decodePayload<StoredFacts>(facts)).facts;
          return { ...stored, version, sha256, origin: 'imported', countedRows: null };
        }),
      );
    },
    has: async (version) => (await models.where('version').equals(version).count()) > 0,
    async open(version) {
      const record = await models.get(version);
      if (!record) throw failWith('ModelMissing', `the imported model ${version} is not there any more`);
      const { name } = (await decodePayload<StoredFacts>(record.facts)).facts;
      const { numbers } = await decodePayload(record.file);
      return openModel(new Uint8Array(numbers), { name, version, origin: 'imported', sha256: record.sha256 });
    },
    async add({ facts: { version, sha256, origin: _, countedRows: __, ...facts }, bytes }) {
      await models.add({
        version,
        sha256,
        keptAt: Date.now(),
        facts: await encodePayload(facts satisfies StoredFacts),
        file: await encodePayload({}, bytes),
      });
    },
  };
}
