import { lazy, Suspense } from 'react';
import { ErrorPanel, LoadingPanel } from '../../ui/states.tsx';
import { useData } from '../../useData.ts';
import { EVERYONE } from './clientsQuery.ts';
import { EmptyClients } from './EmptyClients.tsx';

const ClientsDesk = lazy(async () => ({ default: (await import('./ClientsDesk.tsx')).ClientsDesk }));

/** The first screen: what the product is while there are no clients, the list and the card once there are. */
export function ClientsScreen() {
  const [total, retry] = useData(
    async (api) => (await api.clients({ ...EVERYONE, offset: 0, limit: 0 })).total,
    [],
    ['clients'],
  );
  if (total.state === 'loading') return <LoadingPanel rows={12} />;
  if (total.state === 'failed') return <ErrorPanel error={total.error} onRetry={retry} />;
  if (total.value === 0) return <EmptyClients />;
  return (
    <Suspense fallback={<LoadingPanel rows={12} />}>
      <ClientsDesk />
    </Suspense>
  );
}
