/**
 * Reads the app's database without the app: every import with its state, its number of records per table, and a SHA-256
 * of its clients and their forecasts. Runs in a page of the app.
 * @returns {Promise<{ imports: { id: number, state: string, imported: number, hash: string | null }[], records:
 * Record<string, Record<string, number>> }>}
 */
export async function storedFacts() {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('tuntundohod');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const all = (table) =>
    new Promise((resolve, reject) => {
      const asking = database.transaction(table).objectStore(table).getAll();
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
  const bytesOf = async (sealed) => new Uint8Array(sealed instanceof Blob ? await sealed.arrayBuffer() : sealed);
  const hashOf = async (bytes) =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
  const records = {};
  const hashes = {};
  for (const table of ['chunks', 'rows', 'scores', 'forecasts', 'fits', 'problems', 'log']) {
    for (const { importId, sealed } of await all(table)) {
      // 0 in the log: a request for one client, outside any import.
      if (importId === 0) continue;
      records[importId] = { ...records[importId], [table]: (records[importId]?.[table] ?? 0) + 1 };
      if (table === 'chunks' || table === 'rows' || table === 'scores')
        hashes[importId] = `${hashes[importId] ?? ''}${await hashOf(await bytesOf(sealed))}`;
    }
  }
  const imports = await Promise.all(
    (await all('imports')).map(async ({ id, state, counts }) => ({
      ...{ id, state, imported: counts.imported },
      hash: hashes[id] ? await hashOf(new TextEncoder().encode(hashes[id])) : null,
    })),
  );
  database.close();
  return { imports, records };
}

/**
 * Describes what is wrong with the database after an import of `rows` clients was cut off; empty = nothing.
 * @param before `storedFacts` from before the import
 */
export function faultsAfter(before, now, rows) {
  const faults = [];
  const ready = new Set(now.imports.filter(({ state }) => state === 'ready').map(({ id }) => id));
  for (const { id, state, hash } of before.imports) {
    const later = now.imports.find((record) => record.id === id);
    if (later?.state !== state || later.hash !== hash) faults.push(`import ${id} is no longer what it was`);
  }
  for (const [id, { log, ...tables }] of Object.entries(now.records)) {
    if (ready.has(Number(id))) continue;
    // The log keeps the forecasts of a deleted import. A listed import that is not ready has none.
    const isListed = now.imports.some((record) => record.id === Number(id));
    const left = isListed && log ? { ...tables, log } : tables;
    if (Object.keys(left).length > 0) faults.push(`import ${id} is not ready and has left ${JSON.stringify(left)}`);
  }
  const known = new Set(before.imports.map(({ id }) => id));
  for (const { id, state, imported } of now.imports) {
    if (known.has(id)) continue;
    const isWhole = state === 'ready' && imported === rows;
    if (!isWhole && state !== 'interrupted') faults.push(`import ${id} is ${state} with ${imported} clients`);
  }
  return faults;
}
