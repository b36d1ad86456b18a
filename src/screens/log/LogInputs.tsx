import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';
import type { Feature } from '../../core/contract/contract.ts';
import type { Format } from '../../core/format.ts';
import type { FeatureValue } from '../../core/offers/offers.ts';
import { useWords } from '../../i18n/i18n.ts';
import { DenseTable } from '../../ui/tables/DenseTable.tsx';
import { Literal } from '../../ui/texts/Literal.tsx';
import { NoData } from '../../ui/texts/NoData.tsx';

type LogInputsProps = {
  label: string;
  inputs: Record<string, FeatureValue>;
  features: readonly Feature[];
  searchable?: boolean;
};

/** Values by feature, with column names. */
export function LogInputs({ label, inputs, features, searchable = false }: LogInputsProps) {
  const { t, language, format } = useWords();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const known = new Map(features.map((feature) => [feature.name, feature]));
  const rows = Object.entries(inputs)
    .map(([name, value]) => ({
      name,
      value,
      feature: known.get(name),
      title: known.get(name)?.title[language] ?? name,
    }))
    .filter(({ name, title }) => name.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted));
  return (
    <>
      {searchable && (
        <TextField
          type="search"
          label={t('log.details.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ my: 1, width: '100%' }}
        />
      )}
      <DenseTable label={label}>
        <thead>
          <tr>
            <th>{t('log.details.feature')}</th>
            <th className="figure">{t('log.details.value')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, value, feature, title }) => (
            <tr key={name}>
              <th scope="row">
                {title}
                <Box sx={{ fontSize: 12, color: 'text.secondary', fontFamily: 'ui-monospace, monospace' }}>
                  <Literal text={name} wrap />
                </Box>
              </th>
              <Value value={value} feature={feature} format={format} />
            </tr>
          ))}
        </tbody>
      </DenseTable>
    </>
  );
}

function Value({ value, feature, format }: { value: FeatureValue; feature: Feature | undefined; format: Format }) {
  if (value === null) {
    return (
      <td className="figure quiet">
        <NoData />
      </td>
    );
  }
  if (typeof value === 'string') {
    return (
      <Box component="td" sx={{ textAlign: 'right !important' }}>
        <Literal text={value} wrap />
      </Box>
    );
  }
  const text = feature?.kind === 'date' ? format.day(value) : format.quantity(value, feature?.unit ?? 'none');
  return <td className="figure">{text}</td>;
}
