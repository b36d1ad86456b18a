import { readCatboost } from '../../../../src/core/trees/formats/catboost.ts';

export type Treatment = 'AsIs' | 'AsFalse' | 'AsTrue';

/** A tree of two questions: whether feature 0 is above 1, and whether feature 1 is above −2. */
export function smallFile() {
  const feature = (at: number, nan_value_treatment: Treatment) => ({
    borders: [],
    feature_id: '',
    feature_index: at,
    flat_feature_index: at,
    has_nans: false,
    nan_value_treatment,
  });
  const split = (at: number, border: number) => ({
    border,
    float_feature_index: at as number | undefined,
    split_index: 0,
    split_type: 'FloatFeature',
  });
  return {
    features_info: { float_features: [feature(0, 'AsFalse'), feature(1, 'AsTrue')] } as Record<string, unknown[]> & {
      float_features: ReturnType<typeof feature>[];
    },
    model_info: { params: { loss_function: { params: {}, type: 'RMSE' } } },
    oblivious_trees: [
      { leaf_values: [1, 2, 3, 4], leaf_weights: [10, 20, 30, 40], splits: [split(0, 1), split(1, -2)] },
    ] as { leaf_values: number[]; leaf_weights?: number[]; splits: ReturnType<typeof split>[] }[],
    scale_and_bias: [1, [100]] as unknown[],
  };
}

export type CatboostFile = ReturnType<typeof smallFile>;

/** The file read after a change. */
export function readCatboostFile(change: (file: CatboostFile) => void = () => {}) {
  const file = smallFile();
  change(file);
  return readCatboost(JSON.parse(JSON.stringify(file)));
}

export const firstTree = (file: CatboostFile) => file.oblivious_trees[0]!;
