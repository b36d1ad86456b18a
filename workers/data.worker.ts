import { expose } from 'comlink';
import { allowOwnScripts } from '../src/core/scriptUrls.ts';
import { readCard } from './data/clients/card.ts';
import { readClientChanges } from './data/clients/clientChanges.ts';
import { clientsCsv } from './data/clients/clientsCsv.ts';
import { openFitting } from './data/clients/fitting.ts';
import { openOrdering } from './data/clients/ordering.ts';
import { failWith, toFailure, toNamedError } from './data/failures.ts';
import { fetchDemo } from './data/imports/demo.ts';
import { isBulk } from './data/imports/importing.ts';
import { type Imports, openImports } from './data/imports/imports.ts';
import { previewFile } from './data/imports/planning.ts';
import { columnsCsv, problemsCsv } from './data/imports/problemsCsv.ts';
import { contributionsCsv } from './data/insights/contributionsCsv.ts';
import { readFeatureCurve } from './data/insights/featureCurve.ts';
import { type InsightRuns, openInsights } from './data/insights/insights.ts';
import { type Jobs, openJobs } from './data/jobs.ts';
import { countCovers } from './data/models/countCovers.ts';
import { type Drafts, openDrafts } from './data/models/drafts.ts';
import { tryEngines } from './data/models/engineTrial.ts';
import { modelCard, modelListings, toListing } from './data/models/modelListings.ts';
import { openRescorings, type Rescorings } from './data/models/rescoring.ts';
import { predict, simulate } from './data/models/simulating.ts';
import { monitor } from './data/monitoring.ts';
import { type Office, offeringOf, openOffice, reloadClients } from './data/office.ts';
import type { AppState, DataApi } from './data.api.ts';

type Opened = {
  office: Office;
  imports: Imports;
  rescorings: Rescorings;
  drafts: Drafts;
  insights: InsightRuns;
  jobs: Jobs;
  interrupted: number[];
};

allowOwnScripts(self);

let opening: Promise<Opened> | null = null;

async function open(appUrl: string): Promise<Opened> {
  const office = await openOffice(appUrl);
  const imports = openImports(office);
  const rescorings = openRescorings(office);
  const drafts = openDrafts(office.models);
  office.changes.listen({
    cancelAsked: (importId) => void imports.cancel(importId),
    cancelRescoringAsked: () => void rescorings.cancel(),
    async changed(event) {
      if (event.kind === 'clients') await reloadClients(office);
      if (event.kind === 'administration') await office.administration.reload();
      if (event.kind === 'models') await office.models.tidy();
      if (event.kind === 'rescoring') rescorings.heard(event.rescoring);
      office.changes.tellPage(event.kind === 'clients' ? { ...event, clients: office.clients.size } : event);
    },
  });
  openFitting(office);
  openOrdering(office);
  return {
    office,
    imports,
    rescorings,
    drafts,
    insights: openInsights(office),
    jobs: openJobs(office.changes),
    interrupted: await imports.recover(),
  };
}

function opened(): Promise<Opened> {
  return opening ?? Promise.reject(failWith('StorageBlocked', 'the database is not open'));
}

async function changeAdministration<T>(change: (office: Office) => Promise<T>): Promise<T> {
  const { office } = await opened();
  const result = await change(office);
  office.changes.announce({ kind: 'administration' });
  return result;
}

async function changeModels<T>(change: (opened: Opened) => Promise<T>): Promise<T> {
  const all = await opened();
  const result = await change(all);
  all.office.changes.announce({ kind: 'models' });
  return result;
}

/** The product, method by method. */
const api: DataApi = {
  async open(appUrl) {
    opening ??= open(appUrl).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    const { office, interrupted } = await opening;
    const modelFailure = await office.models.active().then(() => null, toFailure);
    return { clients: office.clients.size, interrupted, modelFailure } satisfies AppState;
  },
  watch: async (listener) => (await opened()).office.changes.watch(listener),

  model: async (version) => modelCard((await opened()).office, version),
  models: async () => modelListings((await opened()).office),
  modelActivate: (version) => changeModels(({ office }) => office.models.activate(version)),
  modelOpen: async (file, featureList) => (await opened()).drafts.modelOpen(file, featureList),
  modelCheck: async (rows, column) => (await opened()).drafts.modelCheck(rows, column),
  modelKeep: (name) => changeModels(async ({ office, drafts }) => toListing(office, await drafts.keep(name))),
  modelRemove: (version) => changeModels(({ office }) => office.models.remove(version)),
  rescoreStart: async () => (await opened()).rescorings.start(),
  rescoreCancel: async () => (await opened()).rescorings.cancel(),
  engine: async () => (await opened()).office.engines.state(),
  engineChoose: async (engine) => (await opened()).office.engines.choose(engine),
  engineTrial: async () => tryEngines((await opened()).office),
  rescoring: async () => (await opened()).rescorings.current(),

  async importPreview(file, choices) {
    const { office } = await opened();
    const model = await office.models.active();
    const preview = await previewFile(office.database, file, { model, choices });
    // While people look at the preview.
    void office.engines.prepare(model, isBulk(file, preview.isCompressed));
    return preview;
  },
  importStart: async (file, choices, handle) =>
    (await opened()).imports.start(file, { source: 'file', choices, handle }),
  importAgain: async (importId, file, handle) => (await opened()).imports.again(importId, file, handle),
  importHandle: async (importId) => (await opened()).imports.handle(importId),
  importRename: async (importId, name) => (await opened()).imports.rename(importId, name),
  async seed() {
    const { office, imports } = await opened();
    return imports.start(await fetchDemo(office.appUrl), { source: 'demo', choices: null, handle: null });
  },
  importCancel: async (importId) => (await opened()).imports.cancel(importId),
  imports: async () => (await opened()).imports.list(),
  importProblems: async (importId) => (await (await opened()).imports.report(importId)).problems,
  importColumns: async (importId) => (await (await opened()).imports.report(importId)).columns,
  importProblemsCsv: async (importId) => problemsCsv((await (await opened()).imports.report(importId)).problems, 'all'),
  importRejectedCsv: async (importId, language) => (await opened()).imports.rejectedCsv(importId, language),
  importColumnsCsv: async (importId) => columnsCsv((await (await opened()).imports.report(importId)).columns ?? []),
  importDelete: async (importId) => (await opened()).imports.remove(importId),

  async clients(query) {
    const { office } = await opened();
    const page = office.clients.page(query, offeringOf(office));
    if (page.total > 0) office.models.warmUp();
    return page;
  },
  async clientsCsv(filter, options, handle) {
    const { office, jobs } = await opened();
    return jobs.run('clients-csv', (watch) => clientsCsv(office, { filter, options, handle }, watch));
  },
  async clientPosition(clientId, filter) {
    const { office } = await opened();
    return office.clients.position(clientId, filter, offeringOf(office));
  },
  card: async (clientId) => readCard((await opened()).office, clientId),
  clientChanges: async (clientId, importId) => readClientChanges((await opened()).office, clientId, importId),
  predict: async (clientId) => predict((await opened()).office, clientId),
  simulate: async (clientId, changes) => simulate((await opened()).office, clientId, changes),

  featureCurve: async (clientId, feature) => readFeatureCurve((await opened()).office, clientId, feature),
  insightStart: async (scope) => (await opened()).insights.insightStart(scope),
  insightCancel: async () => (await opened()).insights.insightCancel(),
  insightRun: async () => (await opened()).insights.insightRun(),
  insights: async () => (await opened()).insights.insights(),
  beeswarm: async (features) => (await opened()).insights.beeswarm(features),
  dependence: async (feature, colourFeature) => (await opened()).insights.dependence(feature, colourFeature),
  async contributionsCsv(scope) {
    const { office, jobs } = await opened();
    return jobs.run('contributions', (watch) => contributionsCsv(office, scope, watch));
  },
  countCovers: (version) =>
    changeModels(({ office, jobs }) => jobs.run('covers', (watch) => countCovers(office, version, watch))),
  job: async () => (await opened()).jobs.current(),
  jobCancel: async () => (await opened()).jobs.cancel(),

  segments: async () => (await opened()).office.administration.segments(),
  saveSegments: (segments) => changeAdministration(({ administration }) => administration.saveSegments(segments)),
  products: async () => (await opened()).office.administration.products(),
  saveProduct: (product, position) =>
    changeAdministration(async ({ administration, models }) => {
      const features = await models.active().then(
        ({ contract }) => contract.features,
        () => null,
      );
      return administration.saveProduct(product, features, position);
    }),
  removeProduct: (productId) => changeAdministration(({ administration }) => administration.removeProduct(productId)),
  resetAdministration: () => changeAdministration(({ administration }) => administration.reset()),

  log: async (query) => (await opened()).office.log.page(query),
  logEntry: async (entryId) => (await opened()).office.log.details(entryId),
  monitoring: async (range) => monitor((await opened()).office, range),
};

/** Only name and message of an error cross the wire, so each leaves with one of the names of the contract. */
function named<Api extends object>(methods: Api): Api {
  const wrapped = Object.entries(methods).map(([name, method]) => [
    name,
    (...args: unknown[]) =>
      method(...args).catch((error: unknown) => {
        throw toNamedError(error);
      }),
  ]);
  return Object.fromEntries(wrapped) as Api;
}

expose(named(api));
