import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { ClientsScreen } from '../screens/clients/ClientsScreen.tsx';
import { LoadingPanel } from '../ui/panels/states.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './frame/Frame.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';

const ImportScreen = lazy(async () => ({ default: (await import('../screens/import/ImportScreen.tsx')).ImportScreen }));
const MonitoringScreen = lazy(async () => ({
  default: (await import('../screens/monitoring/MonitoringScreen.tsx')).MonitoringScreen,
}));
const ModelScreen = lazy(async () => ({
  default: (await import('../screens/insights/InsightsScreen.tsx')).ModelScreen,
}));
const LogScreen = lazy(async () => ({ default: (await import('../screens/log/LogScreen.tsx')).LogScreen }));
const AdministrationScreen = lazy(async () => ({
  default: (await import('../screens/administration/AdministrationScreen.tsx')).AdministrationScreen,
}));

export function App() {
  const section = useLocation().pathname.split('/')[1];
  return (
    <Frame>
      <ErrorBoundary key={section}>
        <Suspense fallback={<LoadingPanel />}>
          <Routes>
            <Route path="/" element={<Navigate to="/clients" replace />} />
            <Route path="/clients/:clientId?" element={<ClientsScreen />} />
            <Route path="/import/:importId?" element={<ImportScreen />} />
            <Route path="/monitoring" element={<MonitoringScreen />} />
            <Route path="/model" element={<ModelScreen />} />
            <Route path="/log/:entryId?" element={<LogScreen />} />
            <Route path="/administration/:section?" element={<AdministrationScreen />} />
            <Route path="*" element={<NotFoundScreen />} />
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Frame>
  );
}
