import { type DataContext, offerSettingsOf } from '../context.ts';
import { warmUpActive } from '../scoring/modelWorkers.ts';
import type { ClientsApi } from './clients.api.ts';

export function clientMethods(context: DataContext): ClientsApi {
  return {
    async list(query) {
      const page = context.clients.page(query, offerSettingsOf(context));
      if (page.total > 0) warmUpActive(context);
      return page;
    },
    findPosition: async (clientId, filter) => context.clients.position(clientId, filter, offerSettingsOf(context)),
  };
}
