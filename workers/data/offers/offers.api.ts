import type { Product } from '../../../src/core/offers/offers.ts';
import type { ProductProblem } from '../../../src/core/offers/products.ts';
import type { Segment, SegmentProblem } from '../../../src/core/offers/segments.ts';
import type { Outcome } from '../../../src/core/outcome.ts';

export type OffersApi = {
  listSegments(): Promise<Segment[]>;
  /** Replaces all segments, since gaps and overlaps are properties of the whole list. */
  saveSegments(segments: Segment[]): Promise<Outcome<Segment[], SegmentProblem>>;
  listProducts(): Promise<Product[]>;
  /** Replaces the product with the same id, or adds one: at `position` in the order of offers, else last. */
  saveProduct(product: Product, position?: number): Promise<Outcome<Product[], ProductProblem>>;
  removeProduct(productId: string): Promise<Product[]>;
  /** Restores the shipped segments and products. */
  reset(): Promise<void>;
};
