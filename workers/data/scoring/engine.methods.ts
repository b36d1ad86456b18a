import type { DataContext } from '../context.ts';
import type { EngineApi } from './engine.api.ts';
import { tryEngines } from './engines/engineTrial.ts';

export function engineMethods(context: Pick<DataContext, 'database' | 'models' | 'engines'>): EngineApi {
  return {
    get: context.engines.state,
    choose: context.engines.choose,
    runTrial: () => tryEngines(context),
  };
}
