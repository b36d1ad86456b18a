import type { Outcome } from '../../../src/core/outcome.ts';
import type { DataContext } from '../context.ts';
import type { OffersApi } from './offers.api.ts';

type Context = Pick<DataContext, 'offers' | 'models' | 'changes'>;

export function offerMethods({ offers, models, changes }: Context): OffersApi {
  const announce = () => changes.announce('offers');

  /** A refused change is not announced, since nothing changed. */
  function announced<Value, Problem>(outcome: Outcome<Value, Problem>): Outcome<Value, Problem> {
    if ('value' in outcome) announce();
    return outcome;
  }

  return {
    listSegments: async () => offers.segments(),
    saveSegments: async (segments) => announced(await offers.saveSegments(segments)),
    listProducts: async () => offers.products(),
    async saveProduct(product, position) {
      const features = await models.active().then(
        ({ contract }) => contract.features,
        () => null,
      );
      return announced(await offers.saveProduct(product, features, position));
    },
    async removeProduct(productId) {
      const products = await offers.removeProduct(productId);
      announce();
      return products;
    },
    async reset() {
      await offers.reset();
      announce();
    },
  };
}
