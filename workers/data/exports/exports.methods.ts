import type { Jobs } from '../jobs/jobs.ts';
import { planInsights } from '../scoring/explain/explainScope.ts';
import type { ExportContext } from './clientLines.ts';
import { checkClientsCsv, clientsCsv } from './clientsCsv.ts';
import { contributionsCsv } from './contributionsCsv.ts';
import type { ExportsApi } from './exports.api.ts';

export function exportMethods(context: ExportContext, jobs: Jobs): ExportsApi {
  return {
    async writeClients(filter, options, handle) {
      const checked = checkClientsCsv(context, { filter, options });
      if ('problem' in checked) return checked;
      const order = { filter, options: checked.value, handle };
      return toOutcome(await jobs.run('clients-csv', (run) => clientsCsv(context, order, run)));
    },
    async writeContributions(scope) {
      const planned = await planInsights(context, scope);
      if ('problem' in planned) return planned;
      return toOutcome(await jobs.run('contributions', (run) => contributionsCsv(context, planned.value, run)));
    },
  };
}

function toOutcome<Value>(value: Value | null): { value: Value } | null {
  return value === null ? null : { value };
}
