import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Change, ClientChanges } from '../../../../workers/data/card/card.api.ts';
import type { Contract, Feature } from '../../../core/contract/contract.ts';
import { valueText } from '../../../core/explain/explanationText.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { dayOf } from './dayOf.ts';

type VersionChangesProps = { clientId: string; importId: number; contract: Contract | null };

/** What an import changed in a client's values compared with the import before. */
export function VersionChanges({ clientId, importId, contract }: VersionChangesProps) {
  const { t } = useWords();
  const changes = useQuery((api) => api.card.getChanges(clientId, importId), [clientId, importId]);
  return (
    <AsyncView of={changes}>
      {(found) => {
        const rows = found ? rowsOf(found) : 0;
        if (!found || rows === 0) return <Typography color="textSecondary">{t('card.versions.unchanged')}</Typography>;
        return <ChangesTable found={found} contract={contract} />;
      }}
    </AsyncView>
  );
}

function rowsOf({ changes, actualIncomeRub, asOf }: ClientChanges): number {
  return changes.length + Number(actualIncomeRub !== null) + Number(asOf !== null);
}

function ChangesTable({ found, contract }: { found: ClientChanges; contract: Contract | null }) {
  const { t, format, language } = useWords();
  const features = new Map(contract?.features.map((feature) => [feature.name, feature]));
  const { changes, actualIncomeRub, asOf } = found;
  const writeDate = (text: string) => {
    const day = dayOf(text);
    return day === null ? <Literal text={text} /> : format.day(day);
  };
  return (
    <DenseTable label={t('card.versions.changes')}>
      <thead>
        <tr>
          <th scope="col">{t('card.versions.what')}</th>
          <th scope="col" className="figure">
            {t('card.versions.before')}
          </th>
          <th scope="col" className="figure">
            {t('card.versions.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {asOf && <Row title={t('card.versions.asOf')} change={asOf} write={writeDate} />}
        {actualIncomeRub && (
          <Row title={t('card.versions.actualIncome')} change={actualIncomeRub} write={(rub) => format.rub(rub)} />
        )}
        {changes.map(({ feature: name, ...change }) => {
          const feature = features.get(name);
          const title = feature?.title[language] ?? t('card.offers.removedFeature');
          return <Row key={name} title={title} change={change} write={(value) => written(feature, value, language)} />;
        })}
      </tbody>
    </DenseTable>
  );
}

type RowProps<Value> = { title: string; change: Change<Value | null>; write: (value: Value) => ReactNode };

function Row<Value>({ title, change: { before, after }, write }: RowProps<Value>) {
  const { t } = useWords();
  const cell = (value: Value | null) => (value === null ? <i className="quiet">{t('frame.noData')}</i> : write(value));
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="figure quiet">{cell(before)}</td>
      <td className="figure">{cell(after)}</td>
    </tr>
  );
}

function written(feature: Feature | undefined, value: NonNullable<FeatureValue>, language: 'ru' | 'en'): ReactNode {
  return <Literal text={feature ? valueText(feature, value, language) : String(value)} />;
}
