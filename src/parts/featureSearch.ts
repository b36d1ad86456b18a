/** Whether every word of the search begins a word of the texts, ignoring case and ё: "age" does not match "average". */
export function matchesFeature(search: string, ...texts: string[]): boolean {
  const words = wordsOf(texts.join(' '));
  return wordsOf(search).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Sort key, better matches first: 0 for the title itself, 1 for its beginning, 2 for the rest. */
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
