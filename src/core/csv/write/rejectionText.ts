import { formatIn, type Language } from '../../format.ts';
import type { Rejection, RowProblem } from '../report.ts';

const REJECTIONS: Record<Rejection['kind'], true> = {
  ragged: true,
  'no-id': true,
  'id-too-long': true,
  'total-row': true,
  'above-header': true,
  'bad-id': true,
};

/** Whether the whole row was rejected; other problems leave it in. */
export function isRejection(problem: RowProblem): problem is Rejection {
  return problem.kind in REJECTIONS;
}

const WORDS = {
  ru: {
    ragged: (fields: string, expected: string) => `полей ${fields} вместо ${expected}`,
    'no-id': 'нет идентификатора',
    'id-too-long': 'слишком длинный идентификатор',
    'total-row': 'строка итогов, а не клиент',
    'above-header': 'строка стоит над заголовком',
    scientific: 'идентификатор в виде 5,01E+02: цифры потеряны',
    bytes: 'в идентификаторе байты не той кодировки',
    'not-like-the-others': 'идентификатор не похож на остальные',
    kept: (shown: string, total: string) => `отклонённых строк в этом файле: ${shown} из ${total}`,
  },
  en: {
    ragged: (fields: string, expected: string) => `${fields} fields instead of ${expected}`,
    'no-id': 'no id',
    'id-too-long': 'the id is too long',
    'total-row': 'a row of totals, not a client',
    'above-header': 'the row stands above the header',
    scientific: 'the id is written like 5.01E+02: its digits are lost',
    bytes: 'the id has bytes of another encoding',
    'not-like-the-others': 'the id is unlike the others',
    kept: (shown: string, total: string) => `rejected rows in this file: ${shown} of ${total}`,
  },
};

/** Why a row was rejected, in words for a cell of a file. */
export function rejectionText(rejection: Rejection, language: Language): string {
  const words = WORDS[language];
  if (rejection.kind === 'bad-id') return words[rejection.why];
  if (rejection.kind !== 'ragged') return words[rejection.kind];
  const { integer } = formatIn(language);
  return words.ragged(integer(rejection.fields), integer(rejection.expected));
}

/** Says that a file does not hold all the rejected rows. */
export function keptText(shown: number, total: number, language: Language): string {
  const { integer } = formatIn(language);
  return WORDS[language].kept(integer(shown), integer(total));
}
