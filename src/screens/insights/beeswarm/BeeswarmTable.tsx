import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import type { Beeswarm } from '../../../../workers/data/insights/insights.api.ts';
import type { Contract } from '../../../core/contract/contract.ts';
import { at } from '../../../core/machine/at.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { clientPath } from '../../../parts/clientAddress.ts';
import { ChartTools } from '../../../ui/charts/ChartTools.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

type BeeswarmTableProps = { swarm: Beeswarm; contract: Contract; onPicture: () => void };

/** The lanes as a table: the range of each, and the clients at its ends. */
export function BeeswarmTable({ swarm, contract, onPicture }: BeeswarmTableProps) {
  const { t, language, format } = useWords();
  const { ids, rows } = swarm;
  return (
    <>
      <DenseTable label={t('insights.swarm.title')}>
        <thead>
          <tr>
            <th scope="col">{t('card.explanation.feature')}</th>
            <th scope="col" className="figure">
              {t('insights.swarm.lowest')}
            </th>
            <th scope="col">{t('card.client')}</th>
            <th scope="col" className="figure">
              {t('insights.swarm.median')}
            </th>
            <th scope="col" className="figure">
              {t('insights.swarm.highest')}
            </th>
            <th scope="col">{t('card.client')}</th>
            <th scope="col" className="figure">
              {t('insights.importance.note.feature')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ feature, contributionsRub, ranks }) => {
            const order = Array.from(ids.keys()).sort((a, b) => at(contributionsRub, a) - at(contributionsRub, b));
            const [low, median, high] = [at(order, 0), at(order, order.length >> 1), at(order, order.length - 1)];
            const missing = ranks.reduce((count, rank) => count + (Number.isNaN(rank) ? 1 : 0), 0);
            return (
              <tr key={feature}>
                <th scope="row">{contract.features[feature]?.title[language]}</th>
                <td className="figure">{format.rubChange(at(contributionsRub, low))}</td>
                <td>
                  <ClientLink id={at(ids, low)} />
                </td>
                <td className="figure">{format.rubChange(at(contributionsRub, median))}</td>
                <td className="figure">{format.rubChange(at(contributionsRub, high))}</td>
                <td>
                  <ClientLink id={at(ids, high)} />
                </td>
                <td className="figure">{format.percent(missing / Math.max(1, ids.length))}</td>
              </tr>
            );
          })}
        </tbody>
      </DenseTable>
      <ChartTools asTable onTable={onPicture} onPng={onPicture} />
    </>
  );
}

export function ClientLink({ id }: { id: string }) {
  return (
    <Link component={RouterLink} to={clientPath(id)}>
      <Literal text={id} />
    </Link>
  );
}
