import { at as elementAt } from '../../../src/core/machine/at.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';
import type { Database } from '../storage/database.ts';
import { clientKey, decodePayload, encodePayload, type Payload } from '../storage/payload.ts';
import type { LogRecord } from '../storage/records.ts';
import type { FeatureChange, Latency, LogDetails, LogEntry, LogPage, LogQuery, TimeRange } from './log.api.ts';

/**
 * One request as it is stored; `segments` counts the requests of a batch by segment, `predictMs` is their scoring time.
 */
export type StoredEntry = LogEntry & { segments: Record<string, number>; predictMs: number };

/** A request that has no id yet. `clientIds`: the clients of a batch, each once. */
export type NewEntry = Omit<StoredEntry, 'id'> & Details;

type Details = {
  latency: Latency;
  inputs: Record<string, FeatureValue> | null;
  changes: FeatureChange[];
  clientIds: string[];
};

/** An entry encoded in advance: a transaction must wait for nothing but the database. */
export type EncodedEntry = { record: Omit<LogRecord, 'id'>; details: Payload };

/** The append-only log: nothing here changes or removes an entry. */
export type Log = {
  add(entry: NewEntry): Promise<number>;
  /** Adds encoded entries within the caller's transaction. */
  addAll(entries: readonly EncodedEntry[]): Promise<void>;
  page(query: LogQuery): Promise<LogPage>;
  details(entryId: number): Promise<LogDetails | null>;
  entries(range: TimeRange): Promise<StoredEntry[]>;
  entriesOfClient(clientId: string): Promise<StoredEntry[]>;
  /** The clients of a batch. */
  clientIds(entryId: number): Promise<string[]>;
};

export function openLog(database: Database): Log {
  const { log, logDetails } = database;

  async function addAll(entries: readonly EncodedEntry[]): Promise<number[]> {
    const ids = await log.bulkAdd(
      entries.map(({ record }) => record),
      { allKeys: true },
    );
    await logDetails.bulkAdd(entries.map(({ details }, index) => ({ id: elementAt(ids, index), sealed: details })));
    return ids;
  }

  async function page({ range, clientId, source, status, offset, limit }: LogQuery): Promise<LogPage> {
    const found = clientId
      ? log
          .where('clientKey')
          .equals(clientKey(clientId))
          .filter(({ at }) => at >= range.from && at < range.to)
      : log.where('at').between(range.from, range.to, true, false);
    if (!clientId && !source && !status) {
      const [matched, records] = await Promise.all([
        found.count(),
        found.clone().reverse().offset(offset).limit(limit).toArray(),
      ]);
      return { entries: (await decodeEntries(records)).map(toEntry), matched };
    }
    const entries = (await decodeEntries(await found.toArray()))
      .filter((entry) => (!source || entry.source === source) && (!status || entry.status === status))
      .sort(newestFirst);
    return { entries: entries.slice(offset, offset + limit).map(toEntry), matched: entries.length };
  }

  return {
    async add(entry) {
      const encoded = await encodeEntry(entry);
      const ids = await database.transaction('rw', [log, logDetails], () => addAll([encoded]));
      return elementAt(ids, 0);
    },
    async addAll(entries) {
      await addAll(entries);
    },
    page,
    async details(entryId) {
      const [record, details] = await Promise.all([log.get(entryId), logDetails.get(entryId)]);
      const [entry] = await decodeEntries(record ? [record] : []);
      if (!entry || !details) return null;
      const { latency, inputs, changes } = (await decodePayload<Details>(details.sealed)).facts;
      return { ...toEntry(entry), latency, inputs, changes };
    },
    async entries({ from, to }) {
      return decodeEntries(await log.where('at').between(from, to, true, false).toArray());
    },
    async entriesOfClient(clientId) {
      return decodeEntries(await log.where('clientKey').equals(clientKey(clientId)).toArray());
    },
    async clientIds(entryId) {
      const details = await logDetails.get(entryId);
      return details ? (await decodePayload<Details>(details.sealed)).facts.clientIds : [];
    },
  };
}

export async function encodeEntry({ latency, inputs, changes, clientIds, ...entry }: NewEntry): Promise<EncodedEntry> {
  const { at, importId, clientId } = entry;
  return {
    record: {
      at,
      importId: importId ?? 0,
      clientKey: clientId ? clientKey(clientId) : '',
      sealed: await encodePayload(entry),
    },
    details: await encodePayload({ latency, inputs, changes, clientIds } satisfies Details),
  };
}

function decodeEntries(records: readonly LogRecord[]): Promise<StoredEntry[]> {
  return Promise.all(
    records.map(async ({ id, sealed }) => {
      const { facts } = await decodePayload<Omit<StoredEntry, 'id'>>(sealed);
      // Entries of earlier versions of the app have no interval.
      return { ...facts, interval: facts.interval ?? null, id };
    }),
  );
}

function toEntry({ segments: _, predictMs: __, ...entry }: StoredEntry): LogEntry {
  return entry;
}

function newestFirst(a: LogEntry, b: LogEntry): number {
  return b.at - a.at || b.id - a.id;
}
