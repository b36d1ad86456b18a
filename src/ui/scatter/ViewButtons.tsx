import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../../i18n/i18n.ts';
import type { ViewMove } from './scatterMoves.ts';

const MOVES: { move: ViewMove; sign?: string }[] = [
  { move: 'left', sign: '←' },
  { move: 'right', sign: '→' },
  { move: 'farther', sign: '−' },
  { move: 'closer', sign: '+' },
  { move: 'whole' },
];

/** Moves and zooms the view without wheel or keys. */
export function ViewButtons({ onMove }: { onMove: (move: ViewMove) => void }) {
  const { t } = useWords();
  return (
    <Box role="group" aria-label={t('scatter.view')} sx={{ mt: 0.5, '@media print': { display: 'none' } }}>
      {MOVES.map(({ move, sign }) => (
        <Button
          key={move}
          aria-label={sign && t(`scatter.${move}`)}
          title={sign && t(`scatter.${move}`)}
          onClick={() => onMove(move)}
          sx={{ minWidth: 36 }}
        >
          {sign ?? t('scatter.whole')}
        </Button>
      ))}
    </Box>
  );
}
