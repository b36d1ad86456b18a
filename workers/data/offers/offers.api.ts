import type { Product } from '../../../src/core/offers/offers.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
export type OffersApi = {
  listSegments(): Promise<Segment[]>;
  /** Replaces all segments, since gaps and overlaps are properties of the whole list. Throws `Refused`. */
  saveSegments(segments: Segment[]): Promise<Segment[]>;
  listProducts(): Promise<Product[]>;
  /** Replaces the product with the same id, or adds one: at `position` in the order of offers, else last. Throws `Refused`. */
  saveProduct(product: Product, position?: number): Promise<Product[]>;
  removeProduct(productId: string): Promise<Product[]>;
  /** Brings the shipped segments and products back. */
  reset(): Promise<void>;
};
