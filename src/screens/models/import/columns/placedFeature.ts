import type { DraftFeature } from '../../../../../workers/data/modelImport/modelImport.api.ts';

/** A feature with its position in the model. */
export type PlacedFeature = DraftFeature & { position: number };
