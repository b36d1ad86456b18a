import type { DataContext } from '../context.ts';
import type { CardApi } from './card.api.ts';
import { readCard } from './card.ts';
import { readClientChanges } from './clientChanges.ts';
import { readFeatureCurve } from './featureCurve.ts';
import { predict, simulate } from './simulate.ts';

export function cardMethods(context: DataContext): CardApi {
  return {
    get: (clientId) => readCard(context, clientId),
    getChanges: (clientId, importId) => readClientChanges(context, clientId, importId),
    predict: (clientId) => predict(context, clientId),
    simulate: (clientId, changes) => simulate(context, clientId, changes),
    getFeatureCurve: (clientId, feature) => readFeatureCurve(context, clientId, feature),
  };
}
