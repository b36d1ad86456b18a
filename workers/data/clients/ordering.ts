import { runInBackground } from '../jobs/background.ts';
import type { ClientIndex } from './clients.ts';

/**
 * Makes the orders of the list in the background, so that the first sort of a million clients by name does not wait.
 * Call it after the clients have changed; work on orders of the earlier clients stops.
 * @param shown holds the current clients
 */
export function orderInBackground(shown: { readonly clients: ClientIndex }): void {
  const { clients } = shown;
  const { revision } = clients;
  const isCurrent = () => shown.clients === clients && clients.revision === revision;
  // A failed order is tried again when a query asks for it, and the page then shows the failure.
  runInBackground(clients.ordersAhead(), isCurrent).catch(() => {});
}
