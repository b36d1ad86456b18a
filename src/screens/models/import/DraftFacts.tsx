import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Facts } from '../../../ui/panels/Facts.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';

/** What the model file contains. */
export function DraftFacts({ draft }: { draft: ModelDraft }) {
  const { t, language, format } = useWords();
  const { format: kind, trees, features, hasInterval, isExplainable } = draft;
  const known = features.flatMap(({ title }) => (title ? [title[language]] : []));
  const unknown = features.flatMap(({ name, title }) => (title ? [] : [name]));
  const counted = (label: string, count: number) => `${label}: ${format.integer(count)}`;
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('models.import.draft.format'), value: t(`models.import.draft.formats.${kind}`) },
    { label: t('models.import.draft.trees'), value: format.integer(trees) },
    { label: counted(t('models.import.draft.known'), known.length), value: <Names names={known} /> },
    {
      label: counted(t('models.import.draft.unknown'), unknown.length),
      value: <Names names={unknown} why={t('models.import.draft.unknownWhy')} />,
    },
    {
      label: t('models.import.draft.interval'),
      value: t(hasInterval ? 'models.card.intervalYes' : 'models.card.intervalNo'),
    },
    {
      label: t('models.import.draft.explanation'),
      value: t(isExplainable ? 'models.card.explanationYes' : 'models.card.explanationNo'),
    },
  ];
  return <Facts facts={facts} />;
}

function Names({ names, why }: { names: string[]; why?: string }) {
  const { t } = useWords();
  if (names.length === 0) return t('models.import.draft.none');
  return (
    <>
      <NameList names={names} />
      {why && (
        <Typography variant="caption" color="textSecondary" component="p">
          {why}
        </Typography>
      )}
    </>
  );
}
