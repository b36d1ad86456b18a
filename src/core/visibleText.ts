/** Characters that nobody sees or that reorder their neighbours: controls, direction marks, zero-width letters, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufff9-\ufffc]|\u034f/gu;

/** Replaces invisible and reordering characters of a foreign text by their code, as `\u200b`. */
export function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** The same text without invisible characters, and with a plain space for every other kind of blank. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u2028\u2029\p{Zs}]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/[\ufe00-\ufe0f]/g, '');
}
