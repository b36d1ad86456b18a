import { expose } from 'comlink';
import { allowOwnScripts } from '../src/core/machine/scriptUrls.ts';
import { cardMethods } from './data/card/card.methods.ts';
import { clientMethods } from './data/clients/clients.methods.ts';
import { orderInBackground } from './data/clients/ordering.ts';
import { reloadClients } from './data/clients/visibleClients.ts';
import { type DataContext, openDataContext } from './data/context.ts';
import { exportMethods } from './data/exports/exports.methods.ts';
import { failWith, toFailure, withNamedErrors } from './data/failures.ts';
import { importMethods } from './data/imports/imports.methods.ts';
import { type Imports, openImports } from './data/imports/imports.ts';
import { openInsights } from './data/insights/insights.ts';
import { openJobs } from './data/jobs/jobs.ts';
import { openNotifications } from './data/jobs/notifications.ts';
import { lazyMethods } from './data/lazyMethods.ts';
import { logMethods } from './data/log/log.methods.ts';
import { countCovers } from './data/modelImport/coverCounting.ts';
import { modelImportMethods } from './data/modelImport/modelImport.methods.ts';
import { modelMethods } from './data/models/models.methods.ts';
import { monitor } from './data/monitoring/monitoring.ts';
import { keepEligibilityCurrent } from './data/offers/eligibility.ts';
import { offerMethods } from './data/offers/offers.methods.ts';
import { rescoringMethods } from './data/rescoring/rescoring.methods.ts';
import { openRescoring, type RescoringService } from './data/rescoring/rescoring.ts';
import { engineMethods } from './data/scoring/engine.methods.ts';
import { retireInactive, warmUpActive } from './data/scoring/workers/modelWorkers.ts';
import type { AppState, DataApi, DataEvent } from './data.api.ts';

/** The methods of every domain, and what `open` and `watch` need. */
type Opened = Omit<DataApi, 'open'> & { state(): Promise<AppState> };

type DomainName = Exclude<keyof DataApi, 'open' | 'watch'>;

/** What this worker asks of those of other tabs. */
type TabRequest = { kind: 'cancel-import'; importId: number } | { kind: 'cancel-rescoring' };

allowOwnScripts(self);

let opening: Promise<Opened> | null = null;

async function open(appUrl: string): Promise<Opened> {
  const context = await openDataContext(appUrl);
  const { models, changes } = context;
  const notifications = openNotifications<DataEvent, TabRequest>();
  const { notifyPage, notifyAll, request } = notifications;
  const imports = openImports(context, {
    notify: (record) => notifyAll({ kind: 'import', record, elsewhere: false }),
    requestCancel: (importId) => request({ kind: 'cancel-import', importId }),
  });
  const rescoring = openRescoring(context, {
    notifyPage: (run) => notifyPage({ kind: 'rescoring', rescoring: run }),
    notifyAll: (run) => notifyAll({ kind: 'rescoring', rescoring: run }),
    requestCancel: () => request({ kind: 'cancel-rescoring' }),
    cleanUp: imports.cleanUp,
  });
  const insights = openInsights(context, (run) => notifyPage({ kind: 'insights', run }));
  const jobs = openJobs((job) => notifyPage({ kind: 'job', job }));
  const eligibility = keepEligibilityCurrent(context, (known) => notifyPage({ kind: 'eligibility', known }));
  orderInBackground(context);

  changes.subscribe((change, origin) => {
    const notify = origin === 'here' ? notifyAll : notifyPage;
    if (change === 'clients') orderInBackground(context);
    if (change === 'clients' || change === 'offers' || change === 'models') eligibility.refresh();
    notify(change === 'clients' ? { kind: change, clients: context.clients.size } : { kind: change });
  });
  notifications.listen({
    onRemoteEvent: (event) => void onRemoteEvent(context, { event, imports, rescoring, notifyPage }),
    onRequest(asked) {
      if (asked.kind === 'cancel-import') void imports.cancelHere(asked.importId);
      else void rescoring.cancelHere();
    },
  });
  const interrupted = await imports.recover();
  return {
    async state() {
      const modelFailure = await models.active().then(() => null, toFailure);
      return { clients: context.clients.size, interrupted, modelFailure };
    },
    watch: async (listener) => notifications.watch(listener),
    imports: importMethods(context, imports),
    clients: clientMethods(context, () => warmUpActive(context)),
    card: cardMethods(context),
    insights,
    exports: exportMethods(context, jobs),
    models: modelMethods(context, {
      countCovers: (version) => countCovers(context, jobs, version),
      retireInactiveWorkers: () => retireInactive(context),
    }),
    modelImport: modelImportMethods(context),
    rescoring: rescoringMethods(rescoring),
    engine: engineMethods(context),
    offers: offerMethods(context),
    log: logMethods(context.log),
    monitoring: { get: (range) => monitor(context, range) },
    jobs: { getCurrent: async () => jobs.getCurrent(), cancel: jobs.cancel },
  };
}

type RemoteEvent = {
  event: DataEvent;
  imports: Imports;
  rescoring: RescoringService;
  notifyPage(event: DataEvent): void;
};

/** Catches up with another tab before the page hears of the change. */
async function onRemoteEvent(
  context: DataContext,
  { event, imports, rescoring, notifyPage }: RemoteEvent,
): Promise<void> {
  const { changes, models, offers } = context;
  switch (event.kind) {
    case 'clients':
      await reloadClients(context);
      return changes.announce('clients', 'other-tab');
    case 'offers':
      await offers.reload();
      return changes.announce('offers', 'other-tab');
    case 'models':
      await models.refresh();
      await retireInactive(context);
      return changes.announce('models', 'other-tab');
    case 'engine':
    case 'log':
      return changes.announce(event.kind, 'other-tab');
    case 'import':
      imports.onRemoteImport(event.record);
      return notifyPage({ ...event, elsewhere: true });
    case 'rescoring': {
      const remote = { ...event.rescoring, elsewhere: true };
      rescoring.onRemoteRun(remote);
      return notifyPage({ kind: 'rescoring', rescoring: remote });
    }
    // Only the page of their own tab is told of these.
    case 'insights':
    case 'job':
    case 'eligibility':
      return;
    default:
      event satisfies never;
  }
}

const opened = () => opening ?? Promise.reject(failWith('StorageBlocked', 'the database is not open'));
const domain = <Name extends DomainName>(name: Name) =>
  lazyMethods<Opened[Name]>(name, async () => (await opened())[name]);

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
  modelImport: domain('modelImport'),
  rescoring: domain('rescoring'),
  engine: domain('engine'),
  offers: domain('offers'),
  log: domain('log'),
  monitoring: domain('monitoring'),
  jobs: domain('jobs'),
};

expose(api);
