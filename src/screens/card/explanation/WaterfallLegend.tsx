import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { useWords } from '../../../i18n/i18n.ts';

/** Explains the colours of the bars. */
export function WaterfallLegend() {
  const { t } = useWords();
  const { raises, lowers, missing } = useTheme().palette.meaning;
  const hatch = `repeating-linear-gradient(135deg, ${missing} 0 1.5px, transparent 1.5px 4px)`;
  const marks = [
    { words: t('card.explanation.raises'), background: raises },
    { words: t('card.explanation.lowers'), background: lowers },
    { words: t('card.explanation.missing'), background: hatch },
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, fontSize: 12, color: 'text.secondary', mb: 0.5 }}>
      {marks.map(({ words, background }) => (
        <Box key={words} component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
          <Box
            component="span"
            aria-hidden
            style={{ background }}
            sx={{ width: 12, height: 10, borderRadius: 0.25, forcedColorAdjust: 'none' }}
          />
          {words}
        </Box>
      ))}
    </Box>
  );
}
