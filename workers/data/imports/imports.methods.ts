import type { DataContext } from '../context.ts';
import { isBulk } from './importFile.ts';
import type { ImportsApi } from './imports.api.ts';
import type { Imports } from './imports.ts';
import { forgetChoices } from './mappings.ts';
import { previewFile } from './planFile.ts';
import { columnsCsv, problemsCsv } from './problemsCsv.ts';

type Context = Pick<DataContext, 'database' | 'models' | 'engines'>;

export function importMethods(context: Context, imports: Imports): ImportsApi {
  return {
    async preview(file, choices) {
      const model = await context.models.active();
      const preview = await previewFile(context.database, file, { model, choices });
      // The workers start while the user looks at the preview.
      void context.engines.prepare(model, isBulk(file, preview.isCompressed));
      return preview;
    },
    forgetChoices: (headerKey) => forgetChoices(context.database, headerKey),
    start: (file, choices, handle) => imports.start(file, { source: 'file', choices, handle }),
    startAgain: imports.startAgain,
    startDemo: imports.startDemo,
    cancel: imports.cancel,
    list: imports.list,
    getHandle: imports.getHandle,
    rename: imports.rename,
    remove: imports.remove,
    listPassedOver: async (importId) => (await imports.readReport(importId)).passedOver,
    listProblems: async (importId) => (await imports.readReport(importId)).problems,
    listColumns: async (importId) => (await imports.readReport(importId)).columns,
    exportProblems: async (importId) => problemsCsv((await imports.readReport(importId)).problems, 'all'),
    exportRejected: imports.exportRejected,
    exportColumns: async (importId) => columnsCsv((await imports.readReport(importId)).columns ?? []),
  };
}
