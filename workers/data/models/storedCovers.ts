import { readOnnx, writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';

/** One cover for each node of a model's trees, counted over `rows` clients. */
export type Covers = { covers: Float32Array<ArrayBuffer>; rows: number };

/** Covers that were counted in this browser for models whose files have none. */
export type StoredCovers = {
  /** The model with its counted covers, when there are any: the same trees, so the same forecasts bit for bit. */
  addTo(model: OpenModel): Promise<OpenModel>;
  /** The same for entries of the model list. */
  addToFacts(facts: readonly ModelFacts[]): Promise<ModelFacts[]>;
  save(model: OpenModel, counted: Covers): Promise<void>;
};

export function openStoredCovers({ covers: table }: Database): StoredCovers {
  /** Covers of other trees are not used: an update of the site may bring other trees under the same version. */
  async function recordOf({ isExplainable, version, sha256 }: ModelFacts) {
    const record = isExplainable ? null : await table.get(version);
    return record?.sha256 === sha256 ? record : null;
  }

  return {
    async addTo(model) {
      const record = await recordOf(model.facts);
      if (!record) return model;
      const cover = new Float32Array((await decodePayload(record.sealed)).numbers);
      if (cover.length !== model.forecast.cover.length) return model;
      const forecast = { ...model.forecast, cover };
      const bytes = writeOnnx({ ...readOnnx(model.bytes), forecast });
      const facts = { ...model.facts, isExplainable: true, countedRows: record.rows };
      return { contract: model.contract, forecast, bytes, sha256: await sha256Of(bytes), facts };
    },
    addToFacts: (models) =>
      Promise.all(
        models.map(async (facts) => {
          const record = await recordOf(facts);
          return record ? { ...facts, isExplainable: true, countedRows: record.rows } : facts;
        }),
      ),
    async save({ facts: { version, sha256 } }, { covers, rows }) {
      await table.put({ version, sha256, rows, sealed: await encodePayload({}, covers) });
    },
  };
}
