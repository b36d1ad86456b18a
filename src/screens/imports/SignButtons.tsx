import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useWords } from '../../i18n/i18n.ts';

/** The way out of contradicting numbers: one of the signs is the decimal sign of the whole file. */
export function SignButtons({ onSign, disabled = false }: { onSign: (sign: ',' | '.') => void; disabled?: boolean }) {
  const { t } = useWords();
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mt: 1 }}>
      {([',', '.'] as const).map((sign) => (
        <Button key={sign} variant="outlined" disabled={disabled} onClick={() => onSign(sign)}>
          {t('imports.problem.readSign', { sign })}
        </Button>
      ))}
    </Stack>
  );
}
