import type { ReactNode } from 'react';
import { useWords, type WordKey } from './i18n.ts';

/**
 * Placeholder for the element in the text: the object replacement character of Unicode, which no text of the app uses.
 */
const OBJECT = '\uFFFC';

type WordsAroundProps = { text: WordKey; slot: string; children: ReactNode };

/** A text with an element in place of its `{{slot}}`. */
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
