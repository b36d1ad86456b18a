import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { InLanguageContext, listenToLanguage, presentLanguage } from './i18n.ts';

/** Gives everything below it the words of the present language. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState(presentLanguage);
  // In a transition: all of the screen is drawn anew, and nobody should wait for it with the page at a stand.
  useEffect(() => listenToLanguage((chosen) => startTransition(() => setWords(chosen))), []);
  return <InLanguageContext value={words}>{children}</InLanguageContext>;
}
