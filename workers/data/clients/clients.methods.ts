import { type DataContext, offerSettingsOf } from '../context.ts';
import type { ClientsApi } from './clients.api.ts';

type Context = Pick<DataContext, 'clients' | 'offers'>;

/** @param warmUpModel called when clients are shown, because the user may open one of them next */
export function clientMethods(context: Context, warmUpModel: () => void): ClientsApi {
  return {
    async list(query) {
      const page = context.clients.page(query, offerSettingsOf(context.offers));
      if (page.total > 0) warmUpModel();
      return page;
    },
    findPosition: async (clientId, filter) =>
      context.clients.position(clientId, filter, offerSettingsOf(context.offers)),
  };
}
