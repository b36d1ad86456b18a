import * as v from 'valibot';
import type { Feature } from '../../../src/core/contract/contract.ts';
import { createMutex } from '../../../src/core/machine/mutex.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import {
  checkProduct,
  DEFAULT_PRODUCTS,
  type ProductProblem,
  ProductShape,
} from '../../../src/core/offers/products.ts';
import {
  checkSegments,
  DEFAULT_SEGMENTS,
  type Segment,
  type SegmentProblem,
  sortSegments,
} from '../../../src/core/offers/segments.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Database } from '../storage/database.ts';
import type { SettingRecord } from '../storage/records.ts';

/** Segments and products as staff have set them. They are in memory; every change is stored before it takes effect. */
export type Offers = {
  /** In order of income. */
  segments(): Segment[];
  products(): Product[];
  saveSegments(segments: unknown): Promise<Outcome<Segment[], SegmentProblem>>;
  /** @param features of the active model, which rules may refer to; null when there is none to ask */
  saveProduct(
    product: unknown,
    features: readonly Feature[] | null,
    position?: number,
  ): Promise<Outcome<Product[], ProductProblem>>;
  removeProduct(productId: string): Promise<Product[]>;
  reset(): Promise<void>;
  /** Reads the settings again after another tab has changed them. */
  reload(): Promise<void>;
};

const SegmentsShape = v.array(
  v.object({
    id: v.pipe(v.string(), v.nonEmpty()),
    name: v.object({ ru: v.string(), en: v.string() }),
    // The shape allows any number: `checkSegments` refuses bad ones with a better reason.
    fromRub: v.custom<number>((value) => typeof value === 'number'),
    toRub: v.nullable(v.custom<number>((value) => typeof value === 'number')),
  }),
);

export async function openOffers(database: Database): Promise<Offers> {
  let segments: Segment[] = [];
  let products: Product[] = [];

  async function reload() {
    const stored = new Map((await database.settings.toArray()).map(({ key, value }) => [key, value]));
    segments = readSegments(stored.get('segments'));
    products = readProducts(stored.get('products'));
  }
  const save = (setting: SettingRecord) => database.settings.put(setting);

  // One change at a time, each on the settings as they are stored: neither a second click nor another tab is lost.
  const inTurn = createMutex();
  const onStored = <T>(change: () => Promise<T>) =>
    inTurn(async () => {
      await reload();
      return change();
    });

  async function saveProducts(next: Product[]): Promise<Product[]> {
    await save({ key: 'products', value: next });
    products = next;
    return products;
  }

  await reload();
  return {
    segments: () => segments,
    products: () => products,
    reload,
    async saveSegments(raw) {
      const next = sortSegments(v.parse(SegmentsShape, raw));
      const problem = checkSegments(next);
      if (problem) return { problem };
      await save({ key: 'segments', value: next });
      segments = next;
      return { value: segments };
    },
    async saveProduct(raw, features, position) {
      const product = v.parse(ProductShape, raw);
      return onStored(async () => {
        const problem = checkProduct(product, { segments, features });
        if (problem) return { problem };
        const isNew = products.every(({ id }) => id !== product.id);
        const next = isNew
          ? products.toSpliced(position ?? products.length, 0, product)
          : products.map((other) => (other.id === product.id ? product : other));
        return { value: await saveProducts(next) };
      });
    },
    removeProduct: (productId) => onStored(() => saveProducts(products.filter(({ id }) => id !== productId))),
    async reset() {
      await database.settings.bulkDelete(['segments', 'products']);
      await reload();
    },
  };
}

/** Stored segments, or the shipped ones when the stored ones are unusable. */
function readSegments(stored: unknown): Segment[] {
  const read = v.safeParse(SegmentsShape, stored);
  if (!read.success || checkSegments(read.output)) return structuredClone([...DEFAULT_SEGMENTS]);
  return sortSegments(read.output);
}

/**
 * A stored product may refer to a segment or feature that no longer exists. It is kept, so that staff can correct it,
 * and offered to nobody.
 */
function readProducts(stored: unknown): Product[] {
  const read = v.safeParse(v.array(ProductShape), stored);
  return read.success ? read.output : structuredClone([...DEFAULT_PRODUCTS]);
}
