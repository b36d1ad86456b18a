import '@fontsource-variable/inter/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { App } from './app/App.tsx';
import { ModeProvider } from './app/ModeProvider.tsx';
import { startOffline } from './app/offline.ts';
import { allowOwnScripts } from './core/machine/scriptUrls.ts';
import { startLanguages } from './i18n/i18n.ts';
import { LanguageProvider } from './i18n/LanguageProvider.tsx';

allowOwnScripts(globalThis);
// A late font causes a new layout of the whole screen, so the Latin, Cyrillic and rouble glyphs start loading here.
document.fonts.load('1em "Inter Variable"', 'aя₽').catch(() => {});
await startLanguages();
startOffline();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <ModeProvider>
          <HashRouter>
            <App />
          </HashRouter>
        </ModeProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
