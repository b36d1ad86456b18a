import { runInBackground } from '../jobs/background.ts';
import type { ClientIndex } from './clients.ts';

/**
 * Makes the orders of the list in the background, so that the first who sorts a million clients by name need not wait
 * for it. Call it whenever the clients have changed: what was begun for earlier ones ends.
 * @param shown where the clients of now stand
 */
export function orderInBackground(shown: { readonly clients: ClientIndex }): void {
  const { clients } = shown;
  const { revision } = clients;
  const isCurrent = () => shown.clients === clients && clients.revision === revision;
  // What could not be made is tried again, and its failure told, when somebody asks for it.
  runInBackground(clients.ordersAhead(), isCurrent).catch(() => {});
}
