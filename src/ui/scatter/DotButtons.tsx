import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../../i18n/i18n.ts';
import type { Move } from './dotKeys.ts';

const MOVES: { move: Move; sign?: string }[] = [
  { move: 'left', sign: '←' },
  { move: 'right', sign: '→' },
  { move: 'farther', sign: '−' },
  { move: 'closer', sign: '+' },
  { move: 'whole' },
];

/** Looking closer without wheel or keys. */
export function DotButtons({ onMove }: { onMove: (move: Move) => void }) {
  const { t } = useWords();
  return (
    <Box role="group" aria-label={t('dots.view')} sx={{ mt: 0.5, '@media print': { display: 'none' } }}>
      {MOVES.map(({ move, sign }) => (
        <Button
          key={move}
          aria-label={sign && t(`dots.${move}`)}
          title={sign && t(`dots.${move}`)}
          onClick={() => onMove(move)}
          sx={{ minWidth: 36 }}
        >
          {sign ?? t('dots.whole')}
        </Button>
      ))}
    </Box>
  );
}
