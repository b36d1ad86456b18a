import { expect, test } from 'vitest';
import { clientIdOf, clientPath } from '../../../src/parts/clientAddress.ts';
import { matchesFeature, rankFeature } from '../../../src/parts/featureSearch.ts';
import { type Period, toFieldText, toRange } from '../../../src/parts/period.ts';

test('every word of a search begins a word of the texts, whatever its case, with е for ё', () => {
  expect(matchesFeature('age', 'Average turnover')).toBe(false);
  expect(matchesFeature('TURN aver', 'Average turnover', 'turn_cur')).toBe(true);
  expect(matchesFeature('учет', 'Счета на учёте')).toBe(true);
  expect(matchesFeature('', 'anything')).toBe(true);
  expect(matchesFeature('turn cur', 'x', 'turn_cur_cr')).toBe(true);
});

test('the title itself comes first, then what begins like it', () => {
  expect(['Age', 'Age of account', 'Average age'].map((title) => rankFeature('age', title))).toEqual([0, 1, 2]);
});

test.each(['100245', 'a/b', '100%', '%2F', '..', '.', 'Ёж & ко', '?x=1#y'])(
  'the id %s comes back from its address',
  (id) => {
    const path = clientPath(id);
    expect(path.startsWith('/clients/')).toBe(true);
    const segment = path.slice('/clients/'.length);
    expect(segment).not.toMatch(/[/?#]/);
    // The router decodes the segment once.
    expect(clientIdOf(decodeURIComponent(segment))).toBe(id);
  },
);

test('a period is a range of milliseconds; the last minute of a custom one belongs to it', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const period = (name: Period['name'], from = '', to = ''): Period => ({ name, from, to });
  expect(toRange(period('all'), now)).toEqual({ from: 0, to: now + 1 });
  expect(toRange(period('day'), now)).toEqual({ from: now - 86_400_000, to: now + 1 });
  const start = Date.parse('2026-01-31T09:00');
  expect(toRange(period('custom', '2026-01-31T09:00', '2026-01-31T09:05'), now)).toEqual({
    from: start,
    to: start + 6 * 60_000,
  });
  expect(toRange(period('custom', 'soon', ''), now)).toEqual({ from: 0, to: now + 1 });
  expect(Date.parse(toFieldText(start))).toBe(start);
});
