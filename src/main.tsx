import '@fontsource-variable/inter/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { App } from './App.tsx';
import { allowOwnScripts } from './core/scriptUrls.ts';
import { startLanguages } from './i18n/i18n.ts';
import { startOffline } from './offline.ts';
import { ModeProvider } from './ui/ModeProvider.tsx';

allowOwnScripts(globalThis);
await startLanguages();
startOffline();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ModeProvider>
        <HashRouter>
          <App />
        </HashRouter>
      </ModeProvider>
    </StrictMode>,
  );
}
