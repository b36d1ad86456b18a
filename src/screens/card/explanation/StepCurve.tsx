import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import type { FeatureCurve } from '../../../../workers/data/card/card.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import { valueText } from '../../../core/explain/explanationText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChartTools } from '../../../ui/charts/ChartTools.tsx';
import { savePng } from '../../../ui/charts/canvas.ts';
import { DataTable } from '../../../ui/tables/DataTable.tsx';
import { drawCurve } from './drawCurve.ts';

type StepCurveProps = { title: string; curve: FeatureCurve; feature: Feature };

const HEIGHT = 240;

/** The forecast as steps between the model's split points, with the client's own value and the level without data. */
export function StepCurve({ title, curve, feature }: StepCurveProps) {
  const { t, language, format } = useWords();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const own = typeof curve.value === 'number' ? curve.value : null;
  const present = t('card.curve.present', {
    value: valueText(feature, own, language),
    income: format.rub(curve.incomeRub),
  });
  const missing = t('card.curve.missing', { income: format.rub(curve.missingRub) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: closing the table mounts another holder
  useEffect(() => {
    const holder = canvas.current?.parentElement;
    if (!holder) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(holder.clientWidth)));
    observer.observe(holder);
    return () => observer.disconnect();
  }, [asTable]);
  useEffect(() => {
    if (canvas.current && width > 0 && !asTable)
      drawCurve(canvas.current, { width, height: HEIGHT, curve, feature, theme, language, missing, present });
  }, [width, curve, feature, theme, language, missing, present, asTable]);

  const text = (value: number) => valueText(feature, value, language);
  const rows = curve.steps.map(({ from, incomeRub }, index) => [
    Number.isFinite(from)
      ? t('card.curve.from', { from: text(from) })
      : t('card.curve.below', { to: text(curve.steps[index + 1]?.from ?? 0) }),
    format.rub(incomeRub),
  ]);
  return (
    <>
      {asTable ? (
        <DataTable
          caption={title}
          table={{
            head: [t('card.curve.range'), t('card.curve.forecast')],
            numeric: [1],
            rows: [[t('frame.noData'), format.rub(curve.missingRub)], ...rows],
          }}
        />
      ) : (
        <Box sx={{ height: HEIGHT, minWidth: 0, overflow: 'hidden' }}>
          <canvas ref={canvas} role="img" aria-label={`${title}; ${present}; ${missing}`} />
        </Box>
      )}
      <ChartTools
        asTable={asTable}
        onTable={setAsTable}
        onPng={() => canvas.current && savePng(canvas.current, title, theme.palette.background.paper)}
      />
    </>
  );
}
