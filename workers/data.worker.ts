import { expose } from 'comlink';
import { allowOwnScripts } from '../src/core/machine/scriptUrls.ts';
import { cardMethods } from './data/card/card.methods.ts';
import { clientMethods } from './data/clients/clients.methods.ts';
import { openOrdering } from './data/clients/ordering.ts';
import { openDataContext, reloadClients } from './data/context.ts';
import { exportMethods } from './data/exports/exports.methods.ts';
import { failWith, toFailure, toNamedError } from './data/failures.ts';
import { importMethods } from './data/imports/imports.methods.ts';
import { openImports } from './data/imports/imports.ts';
import { openInsights } from './data/insights/insights.ts';
import { openJobs } from './data/jobs/jobs.ts';
import { logMethods } from './data/log/log.methods.ts';
import { openDrafts } from './data/modelImport/openDrafts.ts';
import { modelMethods } from './data/models/models.methods.ts';
import { monitor } from './data/monitoring/monitoring.ts';
import { keepEligibilityCurrent } from './data/offers/eligibility.ts';
import { offerMethods } from './data/offers/offers.methods.ts';
import { rescoringMethods } from './data/rescoring/rescoring.methods.ts';
import { openRescorings } from './data/rescoring/rescoring.ts';
import { engineMethods } from './data/scoring/engine.methods.ts';
import type { AppState, DataApi } from './data.api.ts';

/** The methods of every domain, and what `open` and `watch` need. */
type Opened = Omit<DataApi, 'open'> & { state(): Promise<AppState> };

allowOwnScripts(self);

let opening: Promise<Opened> | null = null;

async function open(appUrl: string): Promise<Opened> {
  const context = await openDataContext(appUrl);
  const { notifications, models } = context;
  const imports = openImports(context);
  const rescorings = openRescorings(context);
  const jobs = openJobs(notifications);
  notifications.listen({
    cancelAsked: (importId) => void imports.cancel(importId),
    cancelRescoringAsked: () => void rescorings.cancel(),
    async changed(event) {
      if (event.kind === 'clients') await reloadClients(context);
      if (event.kind === 'offers') await context.offers.reload();
      if (event.kind === 'models') await models.refresh();
      if (event.kind === 'rescoring') rescorings.received(event.rescoring);
      notifications.notifyPage(event.kind === 'clients' ? { ...event, clients: context.clients.size } : event);
    },
  });
  keepEligibilityCurrent(context);
  openOrdering(context);
  const interrupted = await imports.recover();
  return {
    async state() {
      const modelFailure = await models.active().then(() => null, toFailure);
      return { clients: context.clients.size, interrupted, modelFailure };
    },
    watch: async (listener) => notifications.watch(listener),
    imports: importMethods(context, imports),
    clients: clientMethods(context),
    card: cardMethods(context),
    insights: openInsights(context),
    exports: exportMethods(context, jobs),
    models: modelMethods(context, openDrafts(models), jobs),
    rescoring: rescoringMethods(rescorings),
    engine: engineMethods(context),
    offers: offerMethods(context),
    log: logMethods(context.log),
    monitoring: { get: (range) => monitor(context, range) },
    jobs: { getCurrent: async () => jobs.current(), cancel: jobs.cancel },
  };
}

function opened(): Promise<Opened> {
  return opening ?? Promise.reject(failWith('StorageBlocked', 'the database is not open'));
}

/** Only the name and the message of an error cross the wire, so each error leaves with one of the contract's names. */
async function withNamedErrors<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toNamedError(error);
  }
}

/** The methods of a domain, callable before the database is open: each call waits for it. */
function domain<Name extends Exclude<keyof DataApi, 'open' | 'watch'>>(name: Name): DataApi[Name] {
  type Method = (...args: unknown[]) => Promise<unknown>;
  const call = async (method: string, args: unknown[]) => {
    const methods = (await opened())[name] as unknown as Record<string, Method>;
    const answer = methods[method];
    if (!answer) throw new Error(`the data worker has no method ${name}.${method}`);
    return answer(...args);
  };
  const get =
    (_: object, method: string | symbol) =>
    (...args: unknown[]) =>
      withNamedErrors(call(String(method), args));
  return new Proxy({}, { get }) as DataApi[Name];
}

const api: DataApi = {
  open(appUrl) {
    opening ??= open(appUrl).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return withNamedErrors(opening.then(({ state }) => state()));
  },
  watch: (listener) => withNamedErrors(opened().then(({ watch }) => watch(listener))),
  imports: domain('imports'),
  clients: domain('clients'),
  card: domain('card'),
  insights: domain('insights'),
  exports: domain('exports'),
  models: domain('models'),
  rescoring: domain('rescoring'),
  engine: domain('engine'),
  offers: domain('offers'),
  log: domain('log'),
  monitoring: domain('monitoring'),
  jobs: domain('jobs'),
};

expose(api);
