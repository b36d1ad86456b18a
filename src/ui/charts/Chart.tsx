import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { type KeyboardEvent, useRef, useState } from 'react';
import { DataTable } from '../tables/DataTable.tsx';
import { useOneByOne } from '../useOneByOne.ts';
import { ChartTools } from './ChartTools.tsx';
import { savePng } from './canvas.ts';
import { toData, toOptions } from './chartConfig.ts';
import { type ChartJsInstance, ReactChart } from './chartJs.ts';
import type { ChartProps } from './chartProps.ts';

/** A chart in theme colours: hairline grid, exact tooltips, the same figures as a table, PNG download. */
export function Chart(props: ChartProps) {
  const { title, height, table } = props;
  const theme = useTheme();
  const chart = useRef<ChartJsInstance | null>(null);
  const [asTable, setAsTable] = useState(false);
  // Three stages in separate frames: an empty box, Chart.js without data, the whole chart.
  const stage = useOneByOne(2);
  const drawn = stage === 2 ? props : { ...props, labels: [], barLabels: [], series: [] };

  return (
    <Box>
      {asTable ? (
        <DataTable table={table} caption={title} />
      ) : (
        <Box
          sx={{ position: 'relative', height, minWidth: 0 }}
          {...(props.keys && {
            role: 'group',
            'aria-label': props.keys,
            tabIndex: 0,
            onKeyDown: (event: KeyboardEvent) => chart.current && walkBars(chart.current, event, props.onSelect),
          })}
        >
          {stage > 0 && (
            <ReactChart
              ref={chart}
              type={props.kind}
              data={toData(drawn)}
              options={toOptions(drawn, theme)}
              role="img"
              aria-label={title}
              style={{ visibility: stage === 2 ? 'visible' : 'hidden' }}
            />
          )}
        </Box>
      )}
      <ChartTools
        asTable={asTable}
        onTable={setAsTable}
        onPng={() => chart.current && savePng(chart.current.canvas, title, theme.palette.background.paper)}
      />
    </Box>
  );
}

/** Arrow keys move from bar to bar, as the pointer does; Enter selects. */
function walkBars(chart: ChartJsInstance, event: KeyboardEvent, onSelect: ChartProps['onSelect']): void {
  const bars = chart.getDatasetMeta(0).data;
  const current = chart.getActiveElements()[0]?.index ?? -1;
  if (event.key === 'Enter' && current >= 0) onSelect?.(current);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || bars.length === 0) return;
  event.preventDefault();
  const index = Math.min(bars.length - 1, Math.max(0, current + step));
  const active = [{ datasetIndex: 0, index }];
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, bars[index]?.tooltipPosition(true) ?? { x: 0, y: 0 });
  chart.update('none');
}
