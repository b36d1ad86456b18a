import { checkSegments, type Segment, type SegmentProblem } from '../../../core/offers/segments.ts';
import { readNumber, toNumberText } from '../../../ui/fields/readNumber.ts';

/** A segment while the user edits it. */
export type SegmentDraft = { id: string; ru: string; en: string; from: string; to: string };

/** A problem and the row on the screen that has it. */
export type DraftProblem = { problem: SegmentProblem; row: number };

export function toDrafts(segments: readonly Segment[], language: string): SegmentDraft[] {
  return segments.map(({ id, name, fromRub, toRub }) => ({
    id,
    ...name,
    from: toNumberText(fromRub, language),
    to: toNumberText(toRub, language),
  }));
}

export function toSegments(drafts: readonly SegmentDraft[]): Segment[] {
  return drafts.map(({ id, ru, en, from, to }) => ({
    id,
    name: { ru: ru.trim(), en: en.trim() },
    fromRub: readNumber(from) ?? Number.NaN,
    toRub: readNumber(to),
  }));
}

/** The first problem that prevents saving these rows, with its row on the screen. */
export function findProblem(drafts: readonly SegmentDraft[]): DraftProblem | null {
  const segments = toSegments(drafts);
  const unreadable = segments.findIndex(({ fromRub, toRub }) => Number.isNaN(fromRub) || Number.isNaN(toRub));
  if (unreadable >= 0) return { problem: { kind: 'not-a-number', index: unreadable }, row: unreadable };
  const problem = checkSegments(segments);
  return problem && { problem, row: rowOf(problem, segments) };
}

/** The index in a problem follows the order of income; edited rows may be in another order. */
function rowOf(problem: SegmentProblem, segments: readonly Segment[]): number {
  if (problem.kind === 'none') return -1;
  const order = segments.map((_, row) => row).sort((a, b) => (segments[a]?.fromRub ?? 0) - (segments[b]?.fromRub ?? 0));
  return order[problem.index] ?? -1;
}

/** Adds a segment at the top: the last band is split at twice its lower bound, or at 50 000 when it starts at 0. */
export function addSegment(drafts: readonly SegmentDraft[], name: { ru: string; en: string }, language: string) {
  const last = drafts.at(-1);
  const lower = (last && readNumber(last.from)) || 0;
  const split = toNumberText(lower > 0 ? lower * 2 : 50_000, language);
  const before = drafts.map((draft) => (draft === last ? { ...draft, to: split } : draft));
  return [...before, { id: freeId(drafts), ...name, from: last ? split : '0', to: '' }];
}

/** Removes a row. The band below it (or above, for the first row) takes over its range, so that no gap opens. */
export function removeSegment(drafts: readonly SegmentDraft[], row: number): SegmentDraft[] {
  const removed = drafts[row];
  if (!removed) return [...drafts];
  return drafts
    .map((draft, index) => {
      if (index === row - 1) return { ...draft, to: removed.to };
      return row === 0 && index === 1 ? { ...draft, from: removed.from } : draft;
    })
    .filter((_, index) => index !== row);
}

/** Moves the lower bound of the band after `row` to the upper bound of `row`, which closes a gap or ends an overlap. */
export function joinNext(drafts: readonly SegmentDraft[], row: number): SegmentDraft[] {
  const upper = readNumber(drafts[row]?.to ?? '');
  const next = drafts
    .map(({ from }, index) => ({ index, from: readNumber(from) ?? Number.NaN }))
    .filter(({ index, from }) => index !== row && from >= (readNumber(drafts[row]?.from ?? '') ?? 0))
    .sort((a, b) => a.from - b.from)[0];
  if (upper === null || Number.isNaN(upper) || !next) return [...drafts];
  return drafts.map((draft, index) => (index === next.index ? { ...draft, from: drafts[row]?.to ?? '' } : draft));
}

function freeId(drafts: readonly SegmentDraft[]): string {
  let number = drafts.length + 1;
  while (drafts.some(({ id }) => id === `segment-${number}`)) number++;
  return `segment-${number}`;
}
