import type { DataContext } from '../context.ts';
import type { OffersApi } from './offers.api.ts';

export function offerMethods({ offers, models, notifications }: DataContext): OffersApi {
  async function change<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    notifications.notifyAll({ kind: 'offers' });
    return result;
  }

  return {
    listSegments: async () => offers.segments(),
    saveSegments: (segments) => change(() => offers.saveSegments(segments)),
    listProducts: async () => offers.products(),
    saveProduct: (product, position) =>
      change(async () => {
        const features = await models.active().then(
          ({ contract }) => contract.features,
          () => null,
        );
        return offers.saveProduct(product, features, position);
      }),
    removeProduct: (productId) => change(() => offers.removeProduct(productId)),
    reset: () => change(() => offers.reset()),
  };
}
