import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { DraftChoices, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Facts } from '../../../ui/panels/Facts.tsx';
import { NameList } from '../../../ui/texts/NameList.tsx';
import { TreesChoice } from './TreesChoice.tsx';

type DraftFactsProps = {
  draft: ModelDraft;
  /** Null when nothing can be chosen any more. */
  onChoose: ((choices: DraftChoices) => Promise<unknown>) | null;
};

/** What the model file contains. */
export function DraftFacts({ draft, onChoose }: DraftFactsProps) {
  const { t, language, format } = useWords();
  const { format: kind, features, hasInterval, isExplainable, choices } = draft;
  const known = features.flatMap(({ title }) => (title ? [title[language]] : []));
  const unknown = features.flatMap(({ name, title }) => (title ? [] : [name]));
  const counted = (label: string, count: number) => `${label}: ${format.integer(count)}`;
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('models.import.draft.format'), value: t(`models.import.draft.formats.${kind}`) },
    { label: t('models.import.draft.trees'), value: <TreesChoice draft={draft} onChoose={onChoose} /> },
    ...(choices && choices.transform.kind !== 'identity'
      ? [
          {
            label: t('models.import.draft.sums'),
            value: t(`models.card.transforms.${choices.transform.kind}`, { exponent: exponentOf(choices, format) }),
          },
        ]
      : []),
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

function exponentOf({ transform }: DraftChoices, format: ReturnType<typeof useWords>['format']): string {
  return transform.kind === 'power' ? format.number(transform.exponent) : '';
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
