import type { DataContext } from '../context.ts';
import { runInBackground } from '../jobs/background.ts';

/** Makes the orders of the list in the background, so that the first who sorts a million clients by name need not wait for it. */
export function openOrdering(context: DataContext): void {
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
