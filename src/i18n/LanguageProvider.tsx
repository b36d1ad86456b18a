import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { InLanguageContext, listenToLanguage, presentLanguage } from './i18n.ts';

/** Provides the words of the present language to its children. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState(presentLanguage);
  // The whole screen is rendered again; a transition keeps the page responsive meanwhile.
  useEffect(() => listenToLanguage((chosen) => startTransition(() => setWords(chosen))), []);
  return <InLanguageContext value={words}>{children}</InLanguageContext>;
}
