import Box from '@mui/material/Box';

const LONGEST = 200;
const ONE_LINE = {
  display: 'inline-block',
  maxWidth: '100%',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  verticalAlign: 'bottom',
} as const;
/** Control characters, direction marks and zero-width characters: invisible, or able to reorder their neighbours. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029\ufff9-\ufffc]/gu;

/** Text from a file, unchanged and isolated from the direction of its surroundings. Invisible characters are shown. */
export function Literal({ text, wrap = false }: { text: string; wrap?: boolean }) {
  const cut = text.length > LONGEST;
  return (
    <Box
      component="bdi"
      title={cut || !wrap ? makeVisible(text.slice(0, 2_000)) : undefined}
      sx={wrap ? { overflowWrap: 'anywhere' } : ONE_LINE}
    >
      {makeVisible(text.slice(0, LONGEST))}
      {cut && '…'}
    </Box>
  );
}

/** Replaces invisible and reordering characters by their code, so that the text shows them. */
export function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
