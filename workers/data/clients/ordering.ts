import { runInBackground } from '../jobs/background.ts';
import type { Notifications } from '../jobs/notifications.ts';
import type { ClientIndex } from './clients.ts';

/** `clients` is replaced as a whole when an import goes. */
type Context = { readonly clients: ClientIndex; notifications: Notifications };

/** Makes the orders of the list in the background, so that the first who sorts a million clients by name need not wait for it. */
export function openOrdering(context: Context): void {
  function begin(): void {
    const { clients } = context;
    const { revision } = clients;
    const isCurrent = () => context.clients === clients && clients.revision === revision;
    // What could not be made is tried again, and its failure told, when somebody asks for it.
    runInBackground(clients.ordersAhead(), isCurrent).catch(() => {});
  }

  context.notifications.follow(({ kind }) => {
    if (kind === 'clients') begin();
  });
  begin();
}
