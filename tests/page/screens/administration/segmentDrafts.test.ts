import { beforeAll, describe, expect, test, vi } from 'vitest';
import { DEFAULT_SEGMENTS } from '../../../../src/core/offers/segments.ts';
import {
  copyOf,
  newProduct,
  toDraft,
  toProduct,
} from '../../../../src/screens/administration/products/productDraft.ts';
import {
  addSegment,
  findProblem,
  joinNext,
  removeSegment,
  type SegmentDraft,
  toDrafts,
  toSegments,
} from '../../../../src/screens/administration/segments/segmentDrafts.ts';
import { plain } from '../../words.ts';

// Numbers are typed in the language of the page.
beforeAll(() => vi.stubGlobal('document', { documentElement: { lang: 'ru' } }));

const DRAFTS = toDrafts(DEFAULT_SEGMENTS, 'ru');
const bounds = (drafts: readonly SegmentDraft[]) => drafts.map(({ from, to }) => plain(`${from}–${to}`));

describe('segments that are being typed', () => {
  test('come back as they were', () => {
    expect(bounds(DRAFTS)).toEqual(['0–50 000', '50 000–120 000', '120 000–300 000', '300 000–']);
    expect(toSegments(DRAFTS)).toEqual(DEFAULT_SEGMENTS);
    expect(findProblem(DRAFTS)).toBeNull();
  });

  test('one more splits the last band at twice its lower bound, under an id of its own', () => {
    const more = addSegment(DRAFTS, { ru: 'Новый', en: 'New' }, 'ru');
    expect(bounds(more).slice(3)).toEqual(['300 000–600 000', '600 000–']);
    expect(more.at(-1)).toMatchObject({ id: 'segment-5', ru: 'Новый', en: 'New' });
    expect(addSegment([], { ru: 'а', en: 'a' }, 'en')).toEqual([
      { id: 'segment-1', ru: 'а', en: 'a', from: '0', to: '' },
    ]);
    const taken = more.map((draft, row) => (row === 0 ? { ...draft, id: 'segment-6' } : draft));
    expect(addSegment(taken, { ru: 'а', en: 'a' }, 'en').at(-1)?.id).toBe('segment-7');
  });

  test('one less leaves no gap', () => {
    expect(bounds(removeSegment(DRAFTS, 0))).toEqual(['0–120 000', '120 000–300 000', '300 000–']);
    expect(bounds(removeSegment(DRAFTS, 1))).toEqual(['0–120 000', '120 000–300 000', '300 000–']);
    expect(bounds(removeSegment(DRAFTS, 3))).toEqual(['0–50 000', '50 000–120 000', '120 000–']);
    expect(removeSegment(DRAFTS, 9)).toEqual(DRAFTS);
    for (const row of DRAFTS.keys()) expect(findProblem(removeSegment(DRAFTS, row))).toBeNull();
  });

  test('a problem stands at the row as it is shown, whatever the order', () => {
    const reversed = [...DRAFTS].reverse();
    const gap = reversed.map((draft) => (draft.id === 'low' ? { ...draft, to: '40 000' } : draft));
    expect(findProblem(gap)).toEqual({
      problem: { kind: 'gap', index: 0, fromRub: 40_000, toRub: 50_000 },
      row: 3,
    });
    const unreadable = DRAFTS.map((draft) => (draft.id === 'high' ? { ...draft, from: 'много' } : draft));
    expect(findProblem(unreadable)).toEqual({ problem: { kind: 'not-a-number', index: 2 }, row: 2 });
    expect(findProblem([])).toEqual({ problem: { kind: 'none' }, row: -1 });
  });

  test('the band above is joined to an upper bound that was changed', () => {
    const changed = DRAFTS.map((draft) => (draft.id === 'low' ? { ...draft, to: '60 000' } : draft));
    expect(bounds(joinNext(changed, 0))[1]).toBe('60 000–120 000');
    expect(findProblem(joinNext(changed, 0))).toBeNull();
    expect(joinNext(DRAFTS, 3)).toEqual(DRAFTS);
  });
});

describe('a product that is being typed', () => {
  test('comes back as it was, its texts trimmed', () => {
    const product = {
      ...newProduct(),
      name: { ru: ' Карта ', en: 'Card' },
      minIncomeRub: 30_000.5,
      maxIncomeRub: null,
    };
    expect(plain(toDraft(product, 'ru').min)).toBe('30 000,5');
    expect(toProduct(toDraft(product, 'ru'))).toEqual({ ...product, name: { ru: 'Карта', en: 'Card' } });
  });

  test('starts as a copy, switched off and under an id of its own', () => {
    vi.useFakeTimers({ now: 1_000 });
    const product = { ...newProduct(), name: { ru: 'Карта', en: 'Card' } };
    vi.setSystemTime(2_000);
    const copy = copyOf(product, '(2)');
    vi.useRealTimers();
    expect(copy).toEqual({ ...product, id: copy.id, name: { ru: 'Карта (2)', en: 'Card (2)' }, active: false });
    expect(copy.id).not.toBe(product.id);
  });
});
