import type { Doubt } from '../../../../../workers/data/imports/imports.api.ts';
import { type ColumnUse, type ImportChoices, sameUse } from '../../../../core/csv/choices.ts';

import type { Encoding } from '../../../../core/csv/report.ts';
import { chooseCut, chooseUse } from '../previewChoices.ts';

/** A possible answer to a doubt. */
export type Answer =
  | { kind: 'sign'; sign: ',' | '.'; value: number | null }
  | { kind: 'id'; column: number }
  | { kind: 'level'; level: string }
  | { kind: 'encoding'; encoding: Encoding }
  /** The remembered choice is applied all the same. */
  | { kind: 'anyway' };

/** Identifies a doubt of a file, whatever the choices are. */
export function keyOfDoubt(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'category':
      return `category ${doubt.column} ${doubt.text}`;
    case 'decimal':
    case 'remembered':
    case 'remembered-sign':
      return `${doubt.kind} ${doubt.column}`;
    case 'id':
    case 'encoding':
    case 'remembered-reading':
      return doubt.kind;
  }
}

/** Whether the import waits for the answer: a wrong decimal sign or id would be stored in every client. */
export function isRequired({ kind }: Doubt): boolean {
  return kind === 'decimal' || kind === 'id';
}

/** Doubts that must be answered before the import and are not answered yet. */
export function openDoubts(doubts: readonly Doubt[], choices: ImportChoices): Doubt[] {
  return doubts.filter((doubt) => isRequired(doubt) && !isAnswered(doubt, choices));
}

function isAnswered(doubt: Doubt, choices: ImportChoices): boolean {
  switch (doubt.kind) {
    case 'decimal':
      return signIn(choices, doubt.column) !== null;
    case 'id':
      return Object.values(choices.uses).some(({ kind }) => kind === 'id');
    default:
      return answersOf(doubt).some((answer) => isGiven(doubt, answer, choices));
  }
}

/**
 * The doubts to show after a new preview: those shown before, as long as they are doubts or answered, then new ones.
 * An answered doubt stays, so that its answer can be taken back. Those that the import waits for come first.
 */
export function shownDoubts(before: readonly Doubt[], present: readonly Doubt[], choices: ImportChoices): Doubt[] {
  const presentByKey = new Map(present.map((doubt) => [keyOfDoubt(doubt), doubt]));
  const kept = before.flatMap((doubt) => {
    const renewed = presentByKey.get(keyOfDoubt(doubt));
    presentByKey.delete(keyOfDoubt(doubt));
    return renewed ?? (isAnswered(doubt, choices) ? doubt : []);
  });
  const all = [...kept, ...presentByKey.values()];
  return [...all.filter(isRequired), ...all.filter((doubt) => !isRequired(doubt))];
}

export function answersOf(doubt: Doubt): Answer[] {
  switch (doubt.kind) {
    case 'decimal':
      return doubt.readings.map(({ choice, value }) => ({ kind: 'sign', sign: choice, value }));
    case 'id':
      return [...new Set([doubt.column, ...doubt.candidates])].map((column) => ({ kind: 'id', column }));
    case 'category':
      return doubt.candidates.map((level) => ({ kind: 'level', level }));
    case 'encoding':
      return doubt.candidates.map((encoding) => ({ kind: 'encoding', encoding }));
    case 'remembered':
    case 'remembered-sign':
      return [{ kind: 'anyway' }];
    case 'remembered-reading':
      return [];
  }
}

export function isGiven(doubt: Doubt, answer: Answer, choices: ImportChoices): boolean {
  switch (answer.kind) {
    case 'sign':
      return doubt.kind === 'decimal' && signIn(choices, doubt.column) === answer.sign;
    case 'id':
      return choices.uses[answer.column]?.kind === 'id';
    case 'level':
      return doubt.kind === 'category' && choices.categories[doubt.column]?.[doubt.text] === answer.level;
    case 'encoding':
      return choices.encoding === answer.encoding;
    case 'anyway':
      if (doubt.kind === 'remembered-sign') return signIn(choices, doubt.column) === doubt.sign;
      return doubt.kind === 'remembered' && isChosenUse(choices, doubt);
  }
}

/** Gives an answer, or takes it back when it has been given. */
export function answer(choices: ImportChoices, doubt: Doubt, given: Answer): ImportChoices {
  const isBack = isGiven(doubt, given, choices);
  switch (given.kind) {
    case 'sign':
      return doubt.kind === 'decimal' ? withSign(choices, doubt.column, isBack ? null : given.sign) : choices;
    case 'id':
      return isBack ? withoutUse(choices, given.column) : chooseUse(choices, [], { column: given.column, use: ID });
    case 'level':
      return doubt.kind === 'category' ? withLevel(choices, doubt, isBack ? null : given.level) : choices;
    case 'encoding':
      return chooseCut(choices, { encoding: isBack ? null : given.encoding });
    case 'anyway':
      if (doubt.kind === 'remembered-sign') return withSign(choices, doubt.column, isBack ? null : doubt.sign);
      if (doubt.kind !== 'remembered') return choices;
      if (isBack) return withoutUse(choices, doubt.column);
      return chooseUse(choices, [], { column: doubt.column, use: doubt.chosen });
  }
}

const ID: ColumnUse = { kind: 'id' };

/** The chosen sign of a column; null = none. Without a column, that of the whole file. */
function signIn({ decimal, decimals }: ImportChoices, column: number | null): ',' | '.' | null {
  return (column === null ? null : decimals[column]) ?? decimal;
}

function withSign(choices: ImportChoices, column: number | null, sign: ',' | '.' | null): ImportChoices {
  if (column === null) return { ...choices, decimal: sign };
  const { [column]: _, ...decimals } = choices.decimals;
  return { ...choices, decimals: sign === null ? decimals : { ...decimals, [column]: sign } };
}

function withLevel(
  choices: ImportChoices,
  { column, text }: { column: number; text: string },
  level: string | null,
): ImportChoices {
  const { [column]: ofColumn = {}, ...others } = choices.categories;
  const { [text]: _, ...texts } = ofColumn;
  const next = level === null ? texts : { ...texts, [text]: level };
  return { ...choices, categories: Object.keys(next).length === 0 ? others : { ...others, [column]: next } };
}

function withoutUse(choices: ImportChoices, column: number): ImportChoices {
  const { [column]: _, ...uses } = choices.uses;
  return { ...choices, uses };
}

function isChosenUse({ uses }: ImportChoices, { column, chosen }: { column: number; chosen: ColumnUse }): boolean {
  const use = uses[column];
  return use !== undefined && sameUse(use, chosen);
}
