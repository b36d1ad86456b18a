import type { DataContext } from '../context.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { clientsCsv } from './clientsCsv.ts';
import { contributionsCsv } from './contributionsCsv.ts';
import type { ExportsApi } from './exports.api.ts';

export function exportMethods(context: DataContext, jobs: Jobs): ExportsApi {
  return {
    writeClients: (filter, options, handle) =>
      jobs.run('clients-csv', (watch) => clientsCsv(context, { filter, options, handle }, watch)),
    writeContributions: (scope) => jobs.run('contributions', (watch) => contributionsCsv(context, scope, watch)),
  };
}
