import { expect, test } from 'vitest';
import { toLogQuery } from '../../../../src/screens/log/logFilters.ts';
import { toMomentText } from '../../../../src/screens/log/momentText.ts';
import { shareText } from '../../../../src/screens/models/import/shareText.ts';
import { timeLabels } from '../../../../src/screens/monitoring/timeLabel.ts';
import { EN, plain, RU } from '../../words.ts';

test('a moment has its day and its time to the second, as the clock on the wall shows them', () => {
  const at = new Date(2026, 2, 1, 9, 5, 7).getTime();
  expect(plain(toMomentText(at, RU.format))).toBe('1 мар. 2026 г., 09:05:07');
  expect(toMomentText(at, EN.format)).toBe('1 Mar 2026, 09:05:07');
});

test('the filters of the log become a question; spaces around an id do not count', () => {
  const period = { name: 'all', from: '', to: '' } as const;
  expect(toLogQuery({ period, clientId: ' 7 ', source: 'card', status: null, offset: 50 }, 1_000)).toEqual({
    clientId: '7',
    source: 'card',
    status: null,
    offset: 50,
    range: { from: 0, to: 1_001 },
    limit: 50,
  });
});

test('a share is written down to the millionth of a per cent', () => {
  expect([shareText(0.000_000_123, 'en'), plain(shareText(0.25, 'ru'))]).toEqual(['0.000012%', '25 %']);
});

test('buckets of a timeline are told apart by time, by day, or by both', () => {
  const start = new Date(2026, 2, 1).getTime();
  const starts = (stepMs: number, count: number) => Array.from({ length: count }, (_, index) => start + index * stepMs);
  const HOUR = 3_600_000;
  expect(timeLabels(starts(HOUR, 3), 'en')).toEqual(['00:00', '01:00', '02:00']);
  expect(timeLabels(starts(24 * HOUR, 3), 'en')).toEqual(['1 Mar', '2 Mar', '3 Mar']);
  expect(timeLabels(starts(6 * HOUR, 6), 'en')[5]).toMatch(/2 Mar.*06:00/);
  expect(timeLabels(starts(30 * 24 * HOUR, 13), 'en')[0]).toContain('2026');
  expect(timeLabels([], 'ru')).toEqual([]);
});
