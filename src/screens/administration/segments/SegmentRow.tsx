import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { SegmentProblem } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import type { SegmentDraft } from './segmentDrafts.ts';

type SegmentRowProps = {
  draft: SegmentDraft;
  row: number;
  /** Why the segments cannot be saved, when the problem is in this row. */
  problem: SegmentProblem | null;
  onChange: (draft: SegmentDraft) => void;
  onRemove: () => void;
  onJoin: () => void;
};

export function SegmentRow({ draft, row, problem, onChange, onRemove, onJoin }: SegmentRowProps) {
  const { t } = useWords();
  const field = (key: 'ru' | 'en' | 'from' | 'to', label: string, width: number) => (
    <TextField
      value={draft[key]}
      error={problem !== null && FIELDS[problem.kind].includes(key)}
      placeholder={key === 'to' ? t('administration.segments.open') : ''}
      onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
      slotProps={{
        htmlInput: {
          'aria-label': t('administration.segments.field', { field: label, row: row + 1 }),
          inputMode: key === 'from' || key === 'to' ? 'decimal' : 'text',
          maxLength: 60,
          sx: { py: 0.75 },
        },
      }}
      sx={{ width: '100%', minWidth: width }}
    />
  );
  return (
    <>
      <tr>
        <td>{field('ru', t('administration.segments.nameRu'), 140)}</td>
        <td>{field('en', t('administration.segments.nameEn'), 140)}</td>
        <td>{field('from', t('administration.segments.from'), 110)}</td>
        <td>{field('to', t('administration.segments.to'), 110)}</td>
        <td className="tight">
          <Button
            onClick={onRemove}
            aria-label={t('administration.segments.remove', { name: draft.en || draft.ru, row: row + 1 })}
          >
            {t('frame.remove')}
          </Button>
        </td>
      </tr>
      {problem && (
        <tr>
          <td colSpan={5}>
            <ProblemLine problem={problem} onJoin={onJoin} />
          </td>
        </tr>
      )}
    </>
  );
}

const FIELDS: Record<SegmentProblem['kind'], readonly string[]> = {
  none: [],
  'name-missing': ['ru', 'en'],
  'id-repeated': [],
  'not-a-number': ['from', 'to'],
  'empty-band': ['from', 'to'],
  'first-not-from-zero': ['from'],
  'last-bounded': ['to'],
  'unbounded-before-last': ['to'],
  gap: ['to'],
  overlap: ['to'],
};

/** Keeps the text visible when a narrow table is scrolled sideways. */
const IN_VIEW = { position: 'sticky', left: 16, maxWidth: 'min(100%, calc(100vw - 80px))' } as const;

function ProblemLine({ problem, onJoin }: { problem: SegmentProblem; onJoin: () => void }) {
  const { t, format } = useWords();
  const between = problem.kind === 'gap' || problem.kind === 'overlap' ? problem : { fromRub: 0, toRub: 0 };
  const words = { from: format.rub(between.fromRub), to: format.rub(between.toRub) };
  return (
    <Box
      role="alert"
      sx={{ color: 'error.main', display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', ...IN_VIEW }}
    >
      {t(`administration.segments.problem.${problem.kind}`, words)}
      {(problem.kind === 'gap' || problem.kind === 'overlap') && (
        <Button onClick={onJoin}>{t('administration.segments.join')}</Button>
      )}
    </Box>
  );
}
