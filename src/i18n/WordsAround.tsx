import type { ReactNode } from 'react';
import { useWords, type WordKey } from './i18n.ts';

/**
 * Stands for the element while the text is put together: Unicode has the character for just that, and no text of the
 * app holds it.
 */
const OBJECT = '\uFFFC';

type WordsAroundProps = { text: WordKey; slot: string; children: ReactNode };

/** A text with an element where its `{{slot}}` is. */
export function WordsAround({ text, slot, children }: WordsAroundProps) {
  const { t } = useWords();
  const [before, after] = t(text, { [slot]: OBJECT }).split(OBJECT);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
