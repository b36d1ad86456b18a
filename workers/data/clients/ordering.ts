import { runInBackground } from '../jobs/background.ts';
import type { ClientIndex } from './clients.ts';

/**
 * Makes the orders of the list in the background, so that the first sort of a million clients by name does not wait.
 * Call it when the clients have changed: orders that were begun for the earlier clients end.
 * @param shown where the clients of now stand
 */
export function orderInBackground(shown: { readonly clients: ClientIndex }): void {
  const { clients } = shown;
  const { revision } = clients;
  const isCurrent = () => shown.clients === clients && clients.revision === revision;
  // An order that failed is tried again when somebody asks for it, and then the failure is shown.
  runInBackground(clients.ordersAhead(), isCurrent).catch(() => {});
}
