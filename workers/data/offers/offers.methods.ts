import type { Outcome } from '../../../src/core/outcome.ts';
import type { DataContext } from '../context.ts';
import type { OffersApi } from './offers.api.ts';

type Context = Pick<DataContext, 'offers' | 'models' | 'notifications'>;

export function offerMethods({ offers, models, notifications }: Context): OffersApi {
  const notifyAll = () => notifications.notifyAll({ kind: 'offers' });

  /** A refused change changed nothing: nobody needs to know. */
  function notified<Value, Problem>(outcome: Outcome<Value, Problem>): Outcome<Value, Problem> {
    if ('value' in outcome) notifyAll();
    return outcome;
  }

  return {
    listSegments: async () => offers.segments(),
    saveSegments: async (segments) => notified(await offers.saveSegments(segments)),
    listProducts: async () => offers.products(),
    async saveProduct(product, position) {
      const features = await models.active().then(
        ({ contract }) => contract.features,
        () => null,
      );
      return notified(await offers.saveProduct(product, features, position));
    },
    async removeProduct(productId) {
      const products = await offers.removeProduct(productId);
      notifyAll();
      return products;
    },
    async reset() {
      await offers.reset();
      notifyAll();
    },
  };
}
