import Button from '@mui/material/Button';
import { memo } from 'react';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import type { Contract, Feature } from '../../../core/contract/contract.ts';
import { typicalValue, valueText } from '../../../core/explain/explanationText.ts';
import type { FeatureValue } from '../../../core/offers/offers.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

type ValuesGroupProps = {
  label: string;
  /** Positions in the contract. */
  members: number[];
  card: ClientCard;
  contract: Contract;
  onPick: (feature: number) => void;
};

/** A fixed width aligns the columns of the groups' tables, which are stacked. */
const FIGURE_COLUMN = { width: '15%' };

export function ValuesGroup({ label, members, card, contract, onPick }: ValuesGroupProps) {
  const { t } = useWords();
  const contributions = 'failure' in card.explanation ? null : card.explanation.contributionsRub;
  return (
    <DenseTable label={label}>
      <thead>
        <tr>
          <th scope="col">{t('card.values.feature')}</th>
          <th scope="col" className="figure" style={FIGURE_COLUMN}>
            {t('card.values.value')}
          </th>
          <th scope="col" className="figure" style={FIGURE_COLUMN}>
            {t('card.values.typical')}
          </th>
          <th scope="col" className="figure" style={FIGURE_COLUMN}>
            {t('card.values.contribution')}
          </th>
          <th scope="col" style={FIGURE_COLUMN}>
            {t('card.values.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((index) => {
          const feature = contract.features[index];
          if (!feature) return null;
          return (
            <ValueRow
              key={feature.name}
              feature={feature}
              value={card.values[index] ?? null}
              rub={contributions?.[index] ?? null}
              index={index}
              onPick={onPick}
            />
          );
        })}
      </tbody>
    </DenseTable>
  );
}

type ValueRowProps = {
  feature: Feature;
  value: FeatureValue;
  rub: number | null;
  index: number;
  onPick: (feature: number) => void;
};

const ValueRow = memo(function ValueRow({ feature, value, rub, index, onPick }: ValueRowProps) {
  const { t, language, format } = useWords();
  const title = feature.title[language];
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="figure">
        <Value feature={feature} value={value} />
      </td>
      <td className="figure quiet">
        <Value feature={feature} value={typicalValue(feature)} />
      </td>
      <td className="figure">{rub === null || rub === 0 ? '' : format.rubChange(rub)}</td>
      <td className="tight">
        <Button sx={{ py: 0 }} aria-label={t('card.values.changeOf', { title })} onClick={() => onPick(index)}>
          {t('card.values.change')}
        </Button>
      </td>
    </tr>
  );
});

function Value({ feature, value }: { feature: Feature; value: FeatureValue }) {
  const { t, language } = useWords();
  if (value === null) return <i className="quiet">{t('frame.noData')}</i>;
  return <Literal text={valueText(feature, value, language)} />;
}
