import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import type { DraftChoices, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { useWords } from '../../../i18n/i18n.ts';

type TreesChoiceProps = { draft: ModelDraft; onChoose: ((choices: DraftChoices) => Promise<unknown>) | null };

/** How many of the file's trees count, when the file or the check leaves a choice. */
export function TreesChoice({ draft, onChoose }: TreesChoiceProps) {
  const { t, format } = useWords();
  const { trees, allTrees, bestTrees, choices } = draft;
  const all = format.integer(allTrees);
  if (trees === allTrees && bestTrees === null) return all;
  if (!choices || !onChoose) return t('models.import.draft.treesPart', { trees: format.integer(trees), all });
  const numbers = [...new Set([bestTrees ?? trees, trees, allTrees])];
  const textOf = (number: number) => {
    if (number === allTrees) return t('models.import.draft.treesAll', { all });
    const words = { trees: format.integer(number), all };
    return t(number === bestTrees ? 'models.import.draft.treesBest' : 'models.import.draft.treesFirst', words);
  };
  return (
    <>
      <RadioGroup
        aria-label={t('models.import.draft.trees')}
        value={String(trees)}
        onChange={(_, chosen) => onChoose({ ...choices, trees: Number(chosen) })}
      >
        {numbers.map((number) => (
          <FormControlLabel
            key={number}
            value={String(number)}
            control={<Radio size="small" sx={{ py: 0.25 }} />}
            label={textOf(number)}
          />
        ))}
      </RadioGroup>
      {bestTrees !== null && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('models.import.draft.treesWhy')}
        </Typography>
      )}
    </>
  );
}
