import { lazy, Suspense } from 'react';
import { useQuery } from '../../data/useQuery.ts';
import { countClients } from '../../parts/countClients.ts';
import { ErrorPanel, LoadingPanel } from '../../ui/panels/states.tsx';
import { EmptyClients } from './EmptyClients.tsx';

const ClientsLayout = lazy(async () => ({ default: (await import('./ClientsLayout.tsx')).ClientsLayout }));

/** The first screen: an introduction when there are no clients, else the list and the card. */
export function ClientsScreen() {
  const [total, retry] = useQuery(countClients, []);
  if (total.state === 'loading') return <LoadingPanel rows={12} />;
  if (total.state === 'failed') return <ErrorPanel error={total.error} onRetry={retry} />;
  if (total.value === 0) return <EmptyClients />;
  return (
    <Suspense fallback={<LoadingPanel rows={12} />}>
      <ClientsLayout />
    </Suspense>
  );
}
