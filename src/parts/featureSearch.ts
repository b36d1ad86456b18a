/**
 * Whether every word of a search begins some word of the texts, regardless of case and of ё: "age" is not "average".
 */
export function matchesFeature(search: string, ...texts: string[]): boolean {
  const words = wordsOf(texts.join(' '));
  return wordsOf(search).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Better matches first: the title itself, its beginning, the rest in their order. */
export function rankFeature(search: string, title: string): number {
  const [wanted, own] = [wordsOf(search).join(' '), wordsOf(title).join(' ')];
  if (own === wanted) return 0;
  return own.startsWith(wanted) ? 1 : 2;
}

const wordsOf = (text: string) =>
  text
    .toLocaleLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu) ?? [];
