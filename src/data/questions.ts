import type { DataApi, DataEvent } from '../../workers/data.api.ts';

type Domains = Exclude<keyof DataApi, 'open' | 'watch'>;

/** Lets `Named` list every domain, and only methods of that domain. */
type Complete<Named extends { [Domain in Domains]: keyof DataApi[Domain] }> = Named;

/**
 * Methods that change something, take a file or run for long. All other methods are questions, listed in `STALE_BY`.
 */
type Actions = Complete<{
  imports:
    | 'start'
    | 'startAgain'
    | 'startDemo'
    | 'forgetChoices'
    | 'cancel'
    | 'rename'
    | 'remove'
    | 'exportProblems'
    | 'exportRejected'
    | 'exportColumns';
  clients: never;
  card: 'predict' | 'simulate';
  insights: 'start' | 'cancel';
  exports: 'writeClients' | 'writeContributions';
  models: 'activate' | 'remove' | 'countCovers';
  modelImport: 'openFile' | 'choose' | 'listColumns' | 'check' | 'save';
  rescoring: 'start' | 'cancel';
  engine: 'choose' | 'runTrial';
  offers: 'saveSegments' | 'saveProduct' | 'removeProduct' | 'reset';
  log: never;
  monitoring: never;
  jobs: 'cancel';
}>;

/** Methods that only read, so that calling them again is harmless. */
export type Questions = { [Domain in Domains]: Omit<DataApi[Domain], Actions[Domain]> };

export type Change = DataEvent['kind'];

type StaleBy<Method> = Method extends (...args: infer Args) => unknown
  ? readonly Change[] | ((...args: Args) => readonly Change[])
  : never;
type Table = {
  [Domain in Domains]: { [Method in keyof Questions[Domain]]: StaleBy<Questions[Domain][Method]> };
};

/** Eligibility is computed in the background, and only a filter by product waits for it. */
const byFilter = ({ productId }: { productId: string | null }): readonly Change[] =>
  productId === null ? ['clients', 'offers'] : ['clients', 'offers', 'eligibility'];

/**
 * Which changes make the answer to a question stale. A method missing both here and in `Actions` is a type error.
 * `useQuery` looks up every question that it asks, so no screen has to list its changes.
 */
export const STALE_BY = {
  imports: {
    preview: ['models'],
    list: ['clients', 'import'],
    getHandle: ['import'],
    // The report of an import never changes.
    listPassedOver: [],
    listProblems: [],
    listColumns: [],
  },
  clients: { list: byFilter, findPosition: (_clientId, filter) => byFilter(filter) },
  card: {
    get: ['clients', 'offers', 'log', 'models'],
    getChanges: ['clients'],
    getFeatureCurve: ['clients', 'models'],
  },
  insights: {
    getCurrent: ['clients', 'models', 'offers', 'insights'],
    get: ['clients', 'models', 'offers', 'insights'],
    // Both belong to one run; a screen that shows another run asks again.
    getBeeswarm: [],
    getDependence: [],
  },
  exports: {},
  models: { get: ['models'], list: ['clients', 'models', 'rescoring'] },
  modelImport: {},
  // Every event of a job carries the whole job; see `useNews`.
  rescoring: { getCurrent: [] },
  jobs: { getCurrent: [] },
  engine: { get: ['engine'] },
  offers: { listSegments: ['offers'], listProducts: ['offers'] },
  log: { list: ['log'], get: [] },
  monitoring: { get: ['clients', 'import', 'log'] },
} as const satisfies Table;

/** The change that an event reports to earlier questions; null for progress, which makes no answer stale. */
export function changeOf(event: DataEvent): Change | null {
  switch (event.kind) {
    case 'import':
      return event.record.state === 'pending' ? null : event.kind;
    case 'rescoring':
      return event.rescoring.state === 'running' ? null : event.kind;
    case 'insights':
      return event.run.state === 'running' ? null : event.kind;
    case 'job':
      return event.job.state === 'running' ? null : event.kind;
    case 'clients':
    case 'offers':
    case 'models':
    case 'engine':
    case 'eligibility':
    case 'log':
      return event.kind;
  }
}

type AnyMethod = (...args: unknown[]) => unknown;
type AnyTable = Record<string, Record<string, readonly Change[] | ((...args: unknown[]) => readonly Change[])>>;

/** The API restricted to its questions. Before each call, `onAsked` gets the changes that make the answer stale. */
export function questionsOf(api: DataApi, onAsked: (staleBy: readonly Change[]) => void): Questions {
  const methods = api as unknown as Record<string, Record<string, AnyMethod>>;
  const question =
    (domain: string, method: string): AnyMethod =>
    (...args) => {
      const staleBy = (STALE_BY as AnyTable)[domain]?.[method];
      const call = methods[domain]?.[method];
      if (!staleBy || !call) throw new TypeError(`${domain}.${method} is no question`);
      onAsked(typeof staleBy === 'function' ? staleBy(...args) : staleBy);
      return call(...args);
    };
  const group = (domain: string) => new Proxy({}, { get: (_, method) => question(domain, String(method)) });
  return new Proxy({}, { get: (_, domain) => group(String(domain)) }) as Questions;
}
