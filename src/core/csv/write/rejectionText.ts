import { formatIn, type Language } from '../../format.ts';
import type { RowProblem } from '../report.ts';

/** Why a whole row was rejected; other problems leave the row in. */
export type Rejection = Extract<RowProblem, { kind: 'ragged' | 'no-id' | 'id-too-long' }>;

export function isRejection(problem: RowProblem): problem is Rejection {
  return problem.kind === 'ragged' || problem.kind === 'no-id' || problem.kind === 'id-too-long';
}

const WORDS = {
  ru: {
    ragged: (fields: string, expected: string) => `полей ${fields} вместо ${expected}`,
    'no-id': 'нет идентификатора',
    'id-too-long': 'слишком длинный идентификатор',
    kept: (shown: string, total: string) => `отклонённых строк в этом файле: ${shown} из ${total}`,
  },
  en: {
    ragged: (fields: string, expected: string) => `${fields} fields instead of ${expected}`,
    'no-id': 'no id',
    'id-too-long': 'the id is too long',
    kept: (shown: string, total: string) => `rejected rows in this file: ${shown} of ${total}`,
  },
};

/** Why a row was rejected, in words for a cell of a file. */
export function rejectionText(rejection: Rejection, language: Language): string {
  const words = WORDS[language];
  if (rejection.kind !== 'ragged') return words[rejection.kind];
  const { integer } = formatIn(language);
  return words.ragged(integer(rejection.fields), integer(rejection.expected));
}

/** Says that a file does not hold all the rejected rows. */
export function keptText(shown: number, total: number, language: Language): string {
  const { integer } = formatIn(language);
  return WORDS[language].kept(integer(shown), integer(total));
}
