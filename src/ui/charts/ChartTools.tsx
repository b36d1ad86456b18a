import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useWords } from '../../i18n/i18n.ts';

type PictureToolsProps = { asTable: boolean; onTable: (asTable: boolean) => void; onPng: () => void };

/** Buttons below every chart: show the figures as a table, save the chart as a file. */
export function ChartTools({ asTable, onTable, onPng }: PictureToolsProps) {
  const { t } = useWords();
  return (
    <Stack direction="row" spacing={1} sx={{ mt: 0.5, ml: -0.625, '@media print': { display: 'none' } }}>
      <Button size="small" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
        {t(asTable ? 'frame.hideTable' : 'frame.showTable')}
      </Button>
      {!asTable && (
        <Button size="small" onClick={onPng}>
          {t('frame.downloadPng')}
        </Button>
      )}
    </Stack>
  );
}
