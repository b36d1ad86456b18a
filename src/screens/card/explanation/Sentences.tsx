import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { makeVisible } from '../../../core/visibleText.ts';

/** An effect in brackets, "(−₽7,111)", which must not break over two lines. */
const EFFECT = /(\([+\-−][^()]{1,24}\))/;

export function Sentences({ sentences }: { sentences: string[] }) {
  return (
    <Box sx={{ maxWidth: '80ch', mb: 2, overflowWrap: 'anywhere', '& span': { whiteSpace: 'nowrap' } }}>
      {sentences.map((sentence) => (
        <Typography key={sentence} sx={{ mb: 0.5 }}>
          <bdi>
            {makeVisible(sentence)
              .split(EFFECT)
              .map((part, index) => (index % 2 === 0 ? part : <span key={part}>{part}</span>))}
          </bdi>
        </Typography>
      ))}
    </Box>
  );
}
