import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '../../../src/core/clients/clientsFilter.ts';
import { type Change, changeOf, questionsOf } from '../../../src/data/questions.ts';
import type { DataApi, DataEvent } from '../../../workers/data.api.ts';

const SEGMENTS = [{ id: 'low', name: { ru: 'Низкий', en: 'Low' }, fromRub: 0, toRub: null }];

function askedOf(api: object) {
  const changes: Change[] = [];
  return { questions: questionsOf(api as DataApi, (staleBy) => changes.push(...staleBy)), changes };
}

describe('the questions of the API', () => {
  test('are passed on with their arguments, and say what will make their answers stale', async () => {
    const calls: unknown[][] = [];
    const { questions, changes } = askedOf({
      offers: { listSegments: async () => SEGMENTS },
      card: {
        get: async (...args: unknown[]) => {
          calls.push(args);
          return null;
        },
      },
    });
    expect(await questions.offers.listSegments()).toEqual(SEGMENTS);
    expect(await questions.card.get('100 245')).toBeNull();
    expect({ calls, changes }).toEqual({
      calls: [['100 245']],
      changes: ['offers', 'clients', 'offers', 'log', 'models'],
    });
  });

  test('a list is made stale by the eligibility index only while it is filtered by a product', async () => {
    const { questions, changes } = askedOf({ clients: { list: async () => null, findPosition: async () => 7 } });
    await questions.clients.list({ ...NO_FILTER, offset: 0, limit: 100 });
    expect(changes).toEqual(['clients', 'offers']);
    await questions.clients.findPosition('1', { ...NO_FILTER, productId: 'mortgage' });
    expect(changes.slice(2)).toEqual(['clients', 'offers', 'eligibility']);
  });

  test('do not include what changes something', () => {
    const { questions } = askedOf({ offers: { reset: async () => {} } });
    expect(() => (questions as DataApi).offers.reset()).toThrow(new TypeError('offers.reset is no question'));
  });
});

describe('an event', () => {
  const kinds = (state: string) =>
    [
      { kind: 'import', record: { state: state === 'running' ? 'pending' : state } },
      { kind: 'rescoring', rescoring: { state } },
      { kind: 'insights', run: { state } },
      { kind: 'job', job: { state } },
    ].map((event) => changeOf(event as DataEvent));

  test('of work that still runs changes no answer; its end does', () => {
    expect(kinds('running')).toEqual([null, null, null, null]);
    expect(kinds('failed')).toEqual(['import', 'rescoring', 'insights', 'job']);
  });

  test('of any other kind is the change itself', () => {
    expect(changeOf({ kind: 'clients', clients: 15 })).toBe('clients');
    expect(changeOf({ kind: 'eligibility', known: 0.5 })).toBe('eligibility');
  });
});
