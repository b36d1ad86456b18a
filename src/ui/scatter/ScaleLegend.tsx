import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { useWords } from '../../i18n/i18n.ts';

type ScaleLegendProps = {
  /** What the colour shows; null when all dots have the same colour. */
  colour: string | null;
  /** Levels with their colours, instead of the scale. */
  levels?: { text: string; color: string }[];
  /** What the rings mean. */
  missing: string | null;
};

/** The colour scale from low to high, and the ring of a missing value. */
export function ScaleLegend({ colour, levels, missing }: ScaleLegendProps) {
  const { t } = useWords();
  const { meaning } = useTheme().palette;
  const bar = `linear-gradient(to right, ${meaning.scale.join(', ')})`;
  const mark = {
    display: 'inline-block',
    flexShrink: 0,
    forcedColorAdjust: 'none',
    printColorAdjust: 'exact',
  } as const;
  const item = { display: 'inline-flex', alignItems: 'center', gap: 0.75 } as const;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.5,
        mb: 1,
        fontSize: 12,
        color: 'text.secondary',
      }}
    >
      {colour !== null && <span>{colour}</span>}
      {colour !== null && !levels && (
        <Box component="span" sx={item}>
          {t('scatter.low')}
          <Box component="span" aria-hidden style={{ background: bar }} sx={{ ...mark, width: 96, height: 8 }} />
          {t('scatter.high')}
        </Box>
      )}
      {levels?.map(({ text, color }) => (
        <Box key={text} component="span" sx={item}>
          <Box
            component="span"
            aria-hidden
            style={{ background: color }}
            sx={{ ...mark, width: 8, height: 8, borderRadius: '50%' }}
          />
          <bdi>{text}</bdi>
        </Box>
      ))}
      {missing !== null && (
        <Box component="span" sx={item}>
          <Box
            component="span"
            aria-hidden
            sx={{ ...mark, width: 8, height: 8, borderRadius: '50%', border: `1.5px solid ${meaning.missing}` }}
          />
          {missing}
        </Box>
      )}
    </Box>
  );
}
