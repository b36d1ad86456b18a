import { beforeEach, expect, test } from 'vitest';
import { importText, startAfresh } from '../dataWorker.ts';
import { ALL, cardsOf, NAMES, openMany, variedCsv } from '../insights/explainedClients.ts';
import { accepted } from '../outcomes.ts';

beforeEach(startAfresh);

test('writes the contributions of a scope as CSV; every line adds up and reads back', async () => {
  const tab = await openMany();
  await importText(tab, `${variedCsv(25)}=1+1;30;1;;;;;;\n"a;b";30;1;;;;;;\n`);
  const cards = await cardsOf(tab);
  const blob = await accepted(tab.api.exports.writeContributions(ALL));
  const text = await blob.text();
  const [header, ...lines] = text.trimEnd().split('\n');
  expect(header).toBe(`id;forecast_rub;base_rub;${NAMES.join(';')}`);
  expect(lines).toHaveLength(27);
  expect(lines.find((line) => line.includes('=1+1'))).toMatch(/^'=1\+1;/);
  expect(lines.some((line) => line.startsWith('"a;b";'))).toBe(true);
  for (const line of lines) {
    const cells = line.replace('"a;b"', 'a,b').split(';');
    const card = cards.find(({ id }) => id.replace(';', ',') === cells[0]!.replace("'", ''))!;
    const [forecast = 0, base = 0, ...contributions] = cells.slice(1).map(Number);
    expect(Math.fround(forecast)).toBe(card.forecast.incomeRub);
    expect(base).toBe(card.explanation.baseRub);
    expect(contributions.map(Math.fround)).toEqual([...card.explanation.contributionsRub]);
    const sum = contributions.reduce((total, rub) => total + rub, base);
    expect(Math.abs(sum - forecast)).toBeLessThanOrEqual(1e-4 * Math.max(1, forecast));
  }
  const sample = await accepted(tab.api.exports.writeContributions({ segmentId: null, sample: 3 }));
  expect((await sample.text()).trimEnd().split('\n')).toHaveLength(4);
});
