import { runInBackground } from '../background.ts';
import type { Office } from '../office.ts';

/** Makes the orders of the list in the background, so that the first who sorts a million clients by name need not wait for it. */
export function openOrdering(office: Office): void {
  function begin(): void {
    const { clients } = office;
    const { edition } = clients;
    const isCurrent = () => office.clients === clients && clients.edition === edition;
    // What could not be made is tried again, and its failure told, when somebody asks for it.
    runInBackground(clients.ordersAhead(), isCurrent).catch(() => {});
  }

  office.changes.follow(({ kind }) => {
    if (kind === 'clients') begin();
  });
  begin();
}
