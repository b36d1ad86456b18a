import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import type { Language } from '../../../core/format.ts';
import type { Product } from '../../../core/offers/offers.ts';
import type { Segment, SegmentProblem } from '../../../core/offers/segments.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { UndoSnackbar } from '../../../ui/panels/UndoSnackbar.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { SegmentRow } from './SegmentRow.tsx';
import { SegmentRuler } from './SegmentRuler.tsx';
import {
  addSegment,
  findProblem,
  joinNext,
  removeSegment,
  type SegmentDraft,
  toDrafts,
  toSegments,
} from './segmentDrafts.ts';
import { keepUnsavedSegments, useUnsavedSegments } from './unsavedSegments.ts';

type SegmentsEditorProps = { segments: Segment[]; products: Product[] };

/** Edits all segments together, since gaps and overlaps concern the whole list. */
export function SegmentsEditor({ segments, products }: SegmentsEditorProps) {
  const { t, language } = useWords();
  const { drafts, isTyped, refusal, error, isSaved, change, save, forgetSaved } = useSegmentDrafts(segments, language);
  const problem = findProblem(drafts);
  const preview = useLastUsable(problem ? null : toSegments(drafts)) ?? segments;
  const newName = { ru: t('administration.segments.newNameRu'), en: t('administration.segments.newNameEn') };

  return (
    <Stack spacing={2} useFlexGap>
      <SegmentRuler segments={preview} />
      <DenseTable label={t('administration.sections.segments')}>
        <thead>
          <tr>
            <th>{t('administration.segments.nameRu')}</th>
            <th>{t('administration.segments.nameEn')}</th>
            <th>{t('administration.segments.from')}</th>
            <th>{t('administration.segments.to')}</th>
            <th className="tight">{t('administration.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft, row) => (
            <SegmentRow
              key={draft.id}
              draft={draft}
              row={row}
              problem={problem?.row === row ? problem.problem : null}
              onChange={(next) => change(drafts.map((other, index) => (index === row ? next : other)))}
              onRemove={() => change(removeSegment(drafts, row))}
              onJoin={() => change(joinNext(drafts, row))}
            />
          ))}
        </tbody>
      </DenseTable>
      <Warnings drafts={drafts} products={products} problem={problem} refusal={refusal} />
      {error && <ErrorPanel error={error} onRetry={save} />}
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={save} disabled={!isTyped || problem !== null}>
          {t('administration.segments.save')}
        </Button>
        <Button onClick={() => keepUnsavedSegments(null)} disabled={!isTyped}>
          {t('administration.segments.discard')}
        </Button>
        <Button onClick={() => change(addSegment(drafts, newName, language))}>
          {t('administration.segments.add')}
        </Button>
        <Typography variant="caption" color="textSecondary" role="status" sx={{ ml: 'auto' }}>
          {t(isTyped ? 'administration.segments.unsaved' : 'administration.segments.note')}
        </Typography>
      </Stack>
      <UndoSnackbar text={isSaved ? t('administration.segments.saved') : null} onClose={forgetSaved} />
    </Stack>
  );
}

/** The segments while the user edits them, and how they are saved. */
function useSegmentDrafts(segments: Segment[], language: Language) {
  const typed = useUnsavedSegments();
  // The worker repeats the checks of the page; its refusal is shown in the same words.
  const [refusal, setRefusal] = useState<SegmentProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const drafts = typed ?? toDrafts(segments, language);

  const change = (next: SegmentDraft[]) => {
    keepUnsavedSegments(next);
    setRefusal(null);
    setError(null);
  };
  const save = () =>
    ask((api) => api.offers.saveSegments(toSegments(drafts))).then((outcome) => {
      if ('problem' in outcome) return setRefusal(outcome.problem);
      keepUnsavedSegments(null);
      setIsSaved(true);
    }, setError);
  const forgetSaved = () => setIsSaved(false);
  return { drafts, isTyped: typed !== null, refusal, error, isSaved, change, save, forgetSaved };
}

type WarningsProps = {
  drafts: SegmentDraft[];
  products: Product[];
  problem: ReturnType<typeof findProblem>;
  refusal: SegmentProblem | null;
};

/** Problems of the whole list, and the products that name a removed segment. */
function Warnings({ drafts, products, problem, refusal }: WarningsProps) {
  const { t, language } = useWords();
  const orphans = products.filter((product) => product.segments.some((id) => drafts.every((draft) => draft.id !== id)));
  return (
    <>
      {problem?.row === -1 && <Alert severity="error">{t('administration.segments.problem.none')}</Alert>}
      {orphans.length > 0 && (
        <Alert severity="warning" variant="outlined">
          {t('administration.segments.orphans', {
            count: orphans.length,
            names: orphans.map(({ name }) => name[language]).join(', '),
          })}
        </Alert>
      )}
      {refusal && (
        <Alert severity="error" variant="outlined">
          {t(`administration.segments.problem.${refusal.kind}`)}
        </Alert>
      )}
    </>
  );
}

function useLastUsable(segments: Segment[] | null): Segment[] | null {
  const last = useRef(segments);
  if (segments) last.current = segments;
  return last.current;
}
