import { type FeatureValue, type Offer, recommend } from '../../../src/core/offers/offers.ts';
import { type Segment, segmentFor } from '../../../src/core/offers/segments.ts';
import type { Offers } from './offers.ts';

export function segmentOf(offers: Offers, incomeRub: number): Segment {
  return segmentFor(offers.segments(), incomeRub);
}

export function offersFor(offers: Offers, incomeRub: number, values: Record<string, FeatureValue>): Offer[] {
  const segmentId = segmentOf(offers, incomeRub).id;
  const byFeature = new Map(Object.entries(values));
  return recommend(offers.products(), { incomeRub, segmentId, value: (feature) => byFeature.get(feature) });
}
