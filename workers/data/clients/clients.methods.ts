import { type DataContext, offerSettingsOf } from '../context.ts';
import type { ClientsApi } from './clients.api.ts';

/** @param warmUpModel called when clients are shown, because the user may open one of them next */
export function clientMethods(context: DataContext, warmUpModel: () => void): ClientsApi {
  return {
    async list(query) {
      const page = context.clients.page(query, offerSettingsOf(context));
      if (page.total > 0) warmUpModel();
      return page;
    },
    findPosition: async (clientId, filter) => context.clients.position(clientId, filter, offerSettingsOf(context)),
  };
}
