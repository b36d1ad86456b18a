import type { DataContext } from '../context.ts';
import { toListing } from '../models/modelListings.ts';
import type { ModelImportApi } from './modelImport.api.ts';
import { openModelImport } from './modelImport.ts';

export function modelImportMethods(context: Pick<DataContext, 'models' | 'clients' | 'changes'>): ModelImportApi {
  const { openFile, choose, listColumns, check, save } = openModelImport(context.models);
  return {
    openFile,
    choose,
    listColumns,
    check,
    async save(name) {
      const outcome = await save(name);
      if ('problem' in outcome) return outcome;
      context.changes.announce('models');
      return { value: await toListing(context, outcome.value) };
    },
  };
}
