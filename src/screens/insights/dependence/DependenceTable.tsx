import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import type { Feature } from '../../../core/contract/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChartTools } from '../../../ui/charts/ChartTools.tsx';
import { DataTable } from '../../../ui/tables/DataTable.tsx';
import { dependenceBands } from './dependenceBands.ts';

type DependenceTableProps = { title: string; dependence: Dependence; feature: Feature; onPicture: () => void };

/** Effects by tenths of the values or by categories, and for missing values. */
export function DependenceTable({ title, dependence, feature, onPicture }: DependenceTableProps) {
  const { t, language, format } = useWords();
  const bands = dependenceBands(dependence, feature, language);
  return (
    <>
      <DataTable
        caption={title}
        table={{
          head: [
            t('card.explanation.value'),
            t('insights.dependence.count'),
            t('insights.swarm.lowest'),
            t('insights.swarm.median'),
            t('insights.swarm.highest'),
          ],
          numeric: [1, 2, 3, 4],
          rows: bands.map(({ text, effects }) => [
            text,
            format.integer(effects.length),
            format.rubChange(effects[0] ?? 0),
            format.rubChange(effects[effects.length >> 1] ?? 0),
            format.rubChange(effects.at(-1) ?? 0),
          ]),
        }}
      />
      <ChartTools asTable onTable={onPicture} onPng={onPicture} />
    </>
  );
}
