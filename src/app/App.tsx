import { lazy, Suspense } from 'react';
import { generatePath, Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import { ClientsScreen } from '../screens/clients/ClientsScreen.tsx';
import { LoadingPanel } from '../ui/panels/states.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './frame/Frame.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';

const ImportsScreen = lazy(async () => ({
  default: (await import('../screens/imports/ImportsScreen.tsx')).ImportsScreen,
}));
const InsightsScreen = lazy(async () => ({
  default: (await import('../screens/insights/InsightsScreen.tsx')).InsightsScreen,
}));
const MonitoringScreen = lazy(async () => ({
  default: (await import('../screens/monitoring/MonitoringScreen.tsx')).MonitoringScreen,
}));
const LogScreen = lazy(async () => ({ default: (await import('../screens/log/LogScreen.tsx')).LogScreen }));
const ModelsScreen = lazy(async () => ({ default: (await import('../screens/models/ModelsScreen.tsx')).ModelsScreen }));
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
            <Route path="/imports/:importId?" element={<ImportsScreen />} />
            <Route path="/insights" element={<InsightsScreen />} />
            <Route path="/monitoring" element={<MonitoringScreen />} />
            <Route path="/log/:entryId?" element={<LogScreen />} />
            <Route path="/models" element={<ModelsScreen />} />
            <Route path="/administration/:section?" element={<AdministrationScreen />} />
            <Route path="/import/:importId?" element={<Moved to="/imports/:importId?" />} />
            <Route path="/model/*" element={<Moved to="/insights" />} />
            <Route path="/administration/models/*" element={<Moved to="/models" />} />
            <Route path="*" element={<NotFoundScreen />} />
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Frame>
  );
}

/** Redirects an address of an earlier version to the screen's present address. */
function Moved({ to }: { to: string }) {
  const params = useParams();
  const { search } = useLocation();
  return <Navigate to={generatePath(to, params) + search} replace />;
}
