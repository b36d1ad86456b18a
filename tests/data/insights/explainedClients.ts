import type { InsightRun } from '../../../workers/data/insights/insights.api.ts';
import type { InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import { waitFor } from '../../waitFor.ts';
import { everyone, openTab, siteAt, type Tab } from '../dataWorker.ts';

/** Helpers to explain clients and read the explanations. */

export const ALL: InsightScope = { segmentId: null, sample: null };
/** The features of the models at `many`. */
export const NAMES = ['age', 'salary_6to12m_avg', 'gender', 'turn_a', 'turn_b', 'turn_c', 'turn_d', 'turn_e'];

export const openMany = () => openTab(siteAt('many'));

/** Clients with ties, missing values, an unknown category and an empty column. */
export function variedCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const gender = ['Мужской', 'Женский', '', 'Другой'][row % 4];
    const turn = row % 3 === 0 ? '' : (row * 7919) % 50_000;
    return [row + 1, 20 + (row % 5), `${(row * 1370) % 300_000},5`, gender, turn, row, 7, '', row % 2].join(';');
  });
  return [`id;${NAMES.join(';')}`, ...lines, ''].join('\n');
}

/** Explains the clients of a scope to the end. */
export async function explained(tab: Tab, scope = ALL): Promise<void> {
  await tab.api.insights.start(scope);
  await insightsEnd(tab);
}

export function insightsEnd({ api }: Tab): Promise<InsightRun | null> {
  return waitFor('the explanation to end', api.insights.getCurrent, (run) => run?.state !== 'running');
}

/** The explanations of all clients, card by card. */
export async function cardsOf({ api }: Tab) {
  const { rows } = await api.clients.list(everyone());
  const cards = [];
  for (const { id } of rows) cards.push((await api.card.get(id))!);
  return cards.map(({ explanation, ...card }) => {
    if ('failure' in explanation) throw new Error(explanation.failure.message);
    return { ...card, explanation };
  });
}
