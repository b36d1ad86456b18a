import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { type CsvSchema, encodingName } from '../../../core/csv/report.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Facts } from '../../../ui/panels/Facts.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';
import { useFeatureTitles } from './useFeatureTitles.ts';

const DELIMITER = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const;

/** How a file was read: encoding, delimiter, and the columns found, missing, unknown and unused. */
export function ImportSchema({ schema }: { schema: CsvSchema }) {
  const { t } = useWords();
  const titleOf = useFeatureTitles();
  const titles = schema.missingColumns.map(titleOf);
  const column = (name: string | null) =>
    name === null ? <Quiet>{t('imports.report.schema.none')}</Quiet> : <Literal text={name} wrap />;
  const names = (label: string, list: readonly string[], why: string) =>
    list.length === 0 ? [] : [{ label: `${label}: ${list.length}`, value: <Names names={list} why={why} /> }];
  return (
    <Panel title={t('imports.report.schema.title')}>
      <Facts
        facts={[
          {
            label: t('imports.report.schema.encoding'),
            value: encodingName(schema.encoding),
          },
          {
            label: t('imports.report.schema.delimiter'),
            value: t(`imports.report.schema.${DELIMITER[schema.delimiter]}`),
          },
          { label: t('imports.report.schema.id'), value: column(schema.idColumn) },
          { label: t('imports.report.schema.name'), value: column(schema.nameColumn) },
          { label: t('imports.report.schema.date'), value: column(schema.dateColumn) },
          { label: t('imports.report.schema.actual'), value: column(schema.actualColumn ?? null) },
          ...(schema.missingColumns.length === 0
            ? [
                {
                  label: t('imports.report.schema.missing'),
                  value: <Quiet>{t('imports.report.schema.missingNone')}</Quiet>,
                },
              ]
            : names(t('imports.report.schema.missing'), titles, t('imports.report.schema.missingWhy'))),
          ...names(t('imports.report.schema.unknown'), schema.unknownColumns, t('imports.report.schema.unknownWhy')),
          ...names(t('imports.report.schema.leftOut'), schema.leftOutColumns, t('imports.report.schema.leftOutWhy')),
          ...names(
            t('imports.report.schema.duplicate'),
            schema.duplicateColumns,
            t('imports.report.schema.duplicateWhy'),
          ),
        ]}
      />
    </Panel>
  );
}

function Names({ names, why }: { names: readonly string[]; why: string }) {
  return (
    <>
      <NameList names={names} />
      <Typography variant="caption" color="textSecondary" component="p">
        {why}
      </Typography>
    </>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Typography component="span" color="textSecondary">
      {children}
    </Typography>
  );
}
