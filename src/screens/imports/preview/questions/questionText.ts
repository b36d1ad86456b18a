import type { Doubt, ImportPreview } from '../../../../../workers/data/imports/imports.api.ts';
import { encodingName } from '../../../../core/csv/report.ts';
import { makeVisible } from '../../../../core/visibleText.ts';
import type { useWords, Words } from '../../../../i18n/i18n.ts';
import type { FeatureTitles } from '../columns/featureTitles.ts';
import { columnName, signName, textOfUse } from '../previewWords.ts';
import type { Answer } from './doubts.ts';

/** What the words of a question depend on. */
export type Asked = { preview: ImportPreview; titles: FeatureTitles; words: ReturnType<typeof useWords> };

/** The question that a doubt asks. `note`: what depends on the answer. */
export function questionText(doubt: Doubt, { preview, titles, words }: Asked): { text: string; note: string } {
  const { t, format } = words;
  const column = (position: number) => columnName(preview.columns[position]?.name ?? '', position, words);
  switch (doubt.kind) {
    case 'decimal': {
      const example = makeVisible(doubt.example);
      const text =
        doubt.column === null
          ? t('imports.preview.questions.decimal', { example })
          : t('imports.preview.questions.decimalOf', { example, column: column(doubt.column) });
      return {
        text,
        note: t(`imports.preview.questions.${doubt.column === null ? 'decimalNote' : 'decimalOfNote'}`),
      };
    }
    case 'id':
      return {
        text: t(`imports.preview.questions.id-${doubt.why}`, { column: column(doubt.column) }),
        note: t('imports.preview.questions.idNote'),
      };
    case 'category':
      return {
        text: t('imports.preview.questions.category', { column: column(doubt.column), text: makeVisible(doubt.text) }),
        note: t('imports.preview.questions.categoryNote', { count: doubt.rows, shown: format.integer(doubt.rows) }),
      };
    case 'encoding':
      return { text: t('imports.preview.questions.encoding'), note: t('imports.preview.questions.encodingNote') };
    case 'remembered':
    case 'remembered-sign':
    case 'remembered-reading':
      return {
        text: misfitText(doubt, column, { titles, t }),
        note: t(`imports.preview.questions.${misfitNote(doubt, preview)}`),
      };
  }
}

function misfitNote(doubt: Misfit, preview: ImportPreview) {
  if (doubt.kind === 'remembered-reading') return 'readingNote';
  return isGone(doubt, preview) ? 'gone' : 'notApplied';
}

type Misfit = Extract<Doubt, { kind: 'remembered' | 'remembered-sign' | 'remembered-reading' }>;

function misfitText(
  doubt: Misfit,
  column: (position: number) => string,
  { titles, t }: { titles: FeatureTitles; t: Words },
): string {
  switch (doubt.kind) {
    case 'remembered':
      return t('imports.preview.questions.remembered', {
        column: column(doubt.column),
        use: textOfUse(doubt.chosen, titles, t),
      });
    case 'remembered-sign': {
      const sign = signName(doubt.sign, t);
      return doubt.column === null
        ? t('imports.preview.questions.rememberedSign', { sign })
        : t('imports.preview.questions.rememberedSignOf', { sign, column: column(doubt.column) });
    }
    case 'remembered-reading':
      return t('imports.preview.questions.rememberedReading');
  }
}

/** Whether a remembered choice concerns a column that the file does not have, so that it cannot be applied. */
export function isGone(doubt: Doubt, { columns }: Pick<ImportPreview, 'columns'>): boolean {
  return doubt.kind === 'remembered' && columns[doubt.column] === undefined;
}

const IDS_SHOWN = 3;
/** Enough of a foreign text to recognise it. */
const SAMPLE_SHOWN = 60;

/** The text of an answer's button, and an example of what it would give. */
export function answerText(doubt: Doubt, answer: Answer, { preview, words }: Asked): { text: string; sample: string } {
  const { t, format } = words;
  switch (answer.kind) {
    case 'sign': {
      const value = answer.value === null ? '' : format.exact(answer.value);
      const example = doubt.kind === 'decimal' ? doubt.example : '';
      const sign = example.lastIndexOf(',') > example.lastIndexOf('.') ? ',' : '.';
      const name = sign === ',' ? 'comma' : 'point';
      return {
        text: value,
        sample: t(`imports.preview.questions.${name}${sign === answer.sign ? 'Divides' : 'Groups'}`),
      };
    }
    case 'id': {
      const ids = preview.rows.slice(0, IDS_SHOWN).map((row) => row[answer.column] ?? '');
      const text = columnName(preview.columns[answer.column]?.name ?? '', answer.column, words);
      return { text, sample: shortened(`${ids.join(' · ')}${preview.rows.length > IDS_SHOWN ? ' …' : ''}`) };
    }
    case 'level':
      return { text: makeVisible(answer.level), sample: '' };
    case 'encoding':
      return { text: encodingName(answer.encoding), sample: shortened(preview.decoded[answer.encoding] ?? '') };
    case 'anyway':
      return { text: t('imports.preview.questions.anyway'), sample: '' };
  }
}

function shortened(sample: string): string {
  return makeVisible(sample.length > SAMPLE_SHOWN ? `${sample.slice(0, SAMPLE_SHOWN)}…` : sample);
}
