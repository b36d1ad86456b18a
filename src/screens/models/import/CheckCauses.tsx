import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type {
  DraftChoices,
  ModelCheck,
  ModelDraft,
  NamedCause,
} from '../../../../workers/data/modelImport/modelImport.api.ts';
import type { Format } from '../../../core/format.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords, type Words } from '../../../i18n/i18n.ts';

type CheckCausesProps = {
  causes: NamedCause[];
  remedy: ModelCheck['remedy'];
  draft: ModelDraft;
  onRemedy: (remedy: DraftChoices) => Promise<void>;
};

/** What makes the forecasts differ, and a button that changes it. */
export function CheckCauses({ causes, remedy, draft, onRemedy }: CheckCausesProps) {
  const { t, format } = useWords();
  const [busy, setBusy] = useState(false);
  const lines = causes.flatMap((cause) => causeLines(cause, draft, { t, format }));
  const isHarmless = causes.every(({ kind }) => kind === 'rounded' || kind === 'precision');
  const apply = (choices: DraftChoices) => {
    setBusy(true);
    onRemedy(choices).finally(() => setBusy(false));
  };
  return (
    <Alert severity="info" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      {t(isHarmless ? 'models.import.check.explained' : 'models.import.check.found')}
      <List lines={lines} />
      {remedy && (
        <Button variant="contained" loading={busy} onClick={() => apply(remedy)} sx={{ mt: 1 }}>
          {t('models.import.check.apply')}
        </Button>
      )}
    </Alert>
  );
}

/** Columns with cells that the model cannot read. */
export function UnreadableColumns({ columns }: { columns: ModelCheck['unreadable'] }) {
  const { t, format } = useWords();
  if (columns.length === 0) return null;
  const lines = columns.flatMap(({ feature, cells, infinite, example }) => {
    const texts = cells - infinite;
    const ofTexts = { feature, count: texts, shown: format.integer(texts), example };
    return [
      ...(texts > 0 ? [t('models.import.check.unreadable.cells', ofTexts)] : []),
      ...(infinite > 0
        ? [t('models.import.check.unreadable.infinite', { feature, count: infinite, shown: format.integer(infinite) })]
        : []),
    ];
  });
  return (
    <Alert severity="warning" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
      {t('models.import.check.unreadable.title')}
      <List lines={lines} />
      {columns.some(({ cells, infinite }) => cells > infinite) && t('models.import.check.unreadable.todo')}
    </Alert>
  );
}

function List({ lines }: { lines: string[] }) {
  return (
    <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
      {lines.map((line) => (
        <li key={line}>
          <bdi>{makeVisible(line)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function causeLines(cause: NamedCause, draft: ModelDraft, { t, format }: { t: Words; format: Format }): string[] {
  const key = 'models.import.check.causes';
  switch (cause.kind) {
    case 'kinds':
      return cause.changes.map(({ feature, to, source }) => {
        if (to.kind !== 'category') return t(`${key}.kinds.${to.kind}`, { feature });
        if (source === 'active' || source === 'cells') return t(`${key}.kinds.active`, { feature });
        const first = to.categories[0] === '' ? 1 : 0;
        const shown = format.integer(to.categories.length - first);
        return t(`${key}.kinds.${source}`, { feature, shown, first });
      });
    case 'trees': {
      const words = {
        trees: format.integer(cause.trees),
        now: format.integer(draft.trees),
        all: format.integer(draft.allTrees),
      };
      return [t(cause.trees === draft.allTrees ? `${key}.treesAll` : `${key}.trees`, words)];
    }
    case 'transform': {
      const exponent = cause.transform.kind === 'power' ? format.number(cause.transform.exponent) : '';
      return [t(`${key}.transform.${cause.transform.kind}`, { exponent })];
    }
    case 'scale':
      return [t(`${key}.scale.${cause.scale}`)];
    case 'factor':
      return [t(`${key}.factor`, { factor: format.number(cause.factor) })];
    case 'difference':
      return [t(`${key}.difference`, { difference: format.number(cause.difference) })];
    case 'missing-as':
      return [t(`${key}.missing-as`, { value: format.number(cause.value) })];
    case 'infinities':
    case 'precision':
      return [t(`${key}.${cause.kind}`)];
    case 'rounded':
      return [t(`${key}.rounded`, { rounding: format.number(cause.rounding) })];
  }
}
