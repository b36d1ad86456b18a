import Box from '@mui/material/Box';
import { makeVisible } from '../../core/visibleText.ts';

const LONGEST = 200;
const ONE_LINE = {
  display: 'inline-block',
  maxWidth: '100%',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  verticalAlign: 'bottom',
} as const;

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
