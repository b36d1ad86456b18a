import { at } from '../../../src/core/machine/at.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time.ts';
import type { DataContext } from '../context.ts';
import type { ForecastSource, TimeRange } from '../log/log.api.ts';
import type { Log, StoredEntry } from '../log/log.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import type { Monitoring } from './monitoring.api.ts';

/** Widths of the timeline's buckets, the narrowest that keeps it under `MAX_BUCKETS`. */
const BUCKETS_MS = [
  ...[1, 5, 15].map((minutes) => minutes * MINUTE_MS),
  ...[1, 6].map((hours) => hours * HOUR_MS),
  ...[1, 7, 30, 365].map((days) => days * DAY_MS),
];
const MAX_BUCKETS = 60;

type Context = Pick<DataContext, 'log' | 'database'>;

/** What happened in a period, from the log and the list of imports. */
export async function monitor({ log, database }: Context, range: TimeRange): Promise<Monitoring> {
  const [entries, imports] = await Promise.all([log.entries(range), database.imports.toArray()]);
  const failed = entries.filter(({ status }) => status === 'error');
  const forecasts = entries.filter(({ isSimulation, status }) => !isSimulation && status === 'ok');
  const singles = forecastsOf(entries, 'single').map(({ latencyMs }) => ({ value: latencyMs, weight: 1 }));
  const batches = forecastsOf(entries, 'batch').map(({ predictMs, requests }) => ({
    value: predictMs / requests,
    weight: requests,
  }));
  const latency = percentiles(singles);
  const batchLatency = percentiles(batches);
  const bySource: Record<ForecastSource, number> = { import: 0, rescoring: 0, card: 0, 'what-if': 0 };
  return {
    range,
    requests: requestsOf(entries),
    simulations: requestsOf(entries.filter(({ isSimulation }) => isSimulation)),
    uniqueClients: await countClients(log, entries),
    errors: requestsOf(failed),
    errorsByName: tally(failed, ({ failure, requests }) => [[failure?.name ?? 'Error', requests]]),
    latency: latency && { p50Ms: latency.p50, p95Ms: latency.p95, count: latency.weight },
    batchLatency: batchLatency && { p50Ms: batchLatency.p50, p95Ms: batchLatency.p95, rows: batchLatency.weight },
    byModelVersion: tally(entries, ({ modelVersion, requests }) => (modelVersion ? [[modelVersion, requests]] : [])),
    bySource: { ...bySource, ...tally(entries, ({ source, requests }) => [[source, requests]]) },
    bySegment: tally(forecasts, countsBySegment),
    timeline: timeline(entries, range),
    imports: countImports(imports, range),
  };
}

function forecastsOf(entries: readonly StoredEntry[], kind: StoredEntry['kind']): StoredEntry[] {
  return entries.filter((entry) => entry.kind === kind && entry.status === 'ok' && entry.requests > 0);
}

function requestsOf(entries: readonly StoredEntry[]): number {
  return entries.reduce((sum, { requests }) => sum + requests, 0);
}

/** Exact: the union of the clients of single requests and of each batch. */
async function countClients(log: Log, entries: readonly StoredEntry[]): Promise<number> {
  const clients = new Set<string>();
  for (const { id, kind, clientId } of entries) {
    if (clientId !== null) clients.add(clientId);
    if (kind === 'batch') for (const client of await log.clientIds(id)) clients.add(client);
  }
  return clients.size;
}

/** Number of an entry's forecasts by segment: a batch has several segments. */
function countsBySegment({ kind, segments, segmentId }: StoredEntry): [segmentId: string, count: number][] {
  if (kind === 'batch') return Object.entries(segments);
  return segmentId ? [[segmentId, 1]] : [];
}

function tally(
  entries: readonly StoredEntry[],
  toCounts: (entry: StoredEntry) => [name: string, count: number][],
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const [name, count] of entries.flatMap(toCounts)) counts.set(name, (counts.get(name) ?? 0) + count);
  return Object.fromEntries(counts);
}

type Weighted = { value: number; weight: number };

/** The smallest values that at least 50 % and 95 % of the weight do not exceed; null without any weight. */
function percentiles(values: readonly Weighted[]): { p50: number; p95: number; weight: number } | null {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const weight = sorted.reduce((sum, entry) => sum + entry.weight, 0);
  if (weight === 0) return null;
  const percentile = (share: number) => {
    let reached = 0;
    const index = sorted.findIndex((entry) => {
      reached += entry.weight;
      return reached >= share * weight;
    });
    // Rounding may leave the sum just below the whole weight.
    return at(sorted, index < 0 ? sorted.length - 1 : index).value;
  };
  return { p50: percentile(0.5), p95: percentile(0.95), weight };
}

/**
 * Equal buckets over the range. A range since 1970 starts at the first entry, and every range ends now at the latest.
 */
function timeline(entries: readonly StoredEntry[], range: TimeRange): Monitoring['timeline'] {
  const to = Math.min(range.to, Date.now() + 1);
  const start = range.from > 0 ? range.from : (entries[0]?.at ?? to - HOUR_MS);
  const width = BUCKETS_MS.find((ms) => (to - start) / ms < MAX_BUCKETS - 1) ?? Math.ceil((to - start) / MAX_BUCKETS);
  // Buckets begin at whole minutes, hours or days of local time.
  const shift = new Date(start).getTimezoneOffset() * MINUTE_MS;
  const from = Math.floor((start - shift) / width) * width + shift;
  const buckets = Array.from({ length: Math.max(0, Math.ceil((to - from) / width)) }, (_, index) => ({
    from: from + index * width,
    requests: 0,
    simulations: 0,
    errors: 0,
  }));
  for (const { at, requests, isSimulation, status } of entries) {
    const bucket = buckets[Math.floor((at - from) / width)];
    if (!bucket) continue;
    bucket.requests += requests;
    if (isSimulation) bucket.simulations += requests;
    if (status === 'error') bucket.errors += requests;
  }
  return buckets;
}

function countImports(all: readonly ImportRecord[], { from, to }: TimeRange): Monitoring['imports'] {
  const imports = all.filter(({ startedAt }) => startedAt >= from && startedAt < to);
  const inState = (state: ImportRecord['state']) => imports.filter((record) => record.state === state).length;
  return {
    total: imports.length,
    ready: inState('ready'),
    failed: inState('failed'),
    cancelled: inState('cancelled'),
    interrupted: inState('interrupted'),
    rejectedRows: imports.reduce((sum, { counts }) => sum + counts.rejected, 0),
  };
}
