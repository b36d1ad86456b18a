import { readOnnx, writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';

/** Covers that were counted here for models whose files have none, kept in this browser. */
export type CountedCovers = {
  /** The model with its counted covers, when there are any: the same trees, so the same forecasts bit for bit. */
  addTo(model: OpenModel): Promise<OpenModel>;
  /** What the list of models says, the counted covers among it. */
  addToFacts(facts: readonly ModelFacts[]): Promise<ModelFacts[]>;
  keep(model: OpenModel, counted: { covers: Float32Array<ArrayBuffer>; rows: number }): Promise<void>;
};

export function openCountedCovers({ covers: table }: Database): CountedCovers {
  /** An update of the site may bring other trees under a known version. */
  async function recordOf({ version, sha256 }: ModelFacts) {
    const record = await table.get(version);
    return record?.sha256 === sha256 ? record : null;
  }

  return {
    async addTo(model) {
      if (model.facts.isExplainable) return model;
      const record = await recordOf(model.facts);
      if (!record) return model;
      const cover = new Float32Array((await decodePayload(record.sealed)).numbers);
      if (cover.length !== model.forecast.cover.length) return model;
      const forecast = { ...model.forecast, cover };
      const bytes = writeOnnx({ ...readOnnx(model.bytes), forecast });
      return {
        ...{ contract: model.contract, forecast, bytes, sha256: await sha256Of(bytes) },
        facts: { ...model.facts, isExplainable: true, countedRows: record.rows },
      };
    },
    addToFacts: (all) =>
      Promise.all(
        all.map(async (facts) => {
          const record = facts.isExplainable ? null : await recordOf(facts);
          return record ? { ...facts, isExplainable: true, countedRows: record.rows } : facts;
        }),
      ),
    async keep({ facts: { version, sha256 } }, { covers, rows }) {
      await table.put({ version, sha256, rows, sealed: await encodePayload({}, covers) });
    },
  };
}
