import { answerTo, openDatabase } from './rawDatabase.ts';

/** Holds that stop the app's work at a chosen point, regardless of the machine's speed. */

const held = new Set<() => void>();

/** Releases everything that tests hold, including failed tests. */
export function releaseHolds(): void {
  for (const release of held) release();
}

/**
 * Holds the lock under which one tab computes eligibility.
 * @returns a function that releases it
 */
export function holdEligibility(): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(releaseOnce(release)));
    navigator.locks.request('tuntundohod-fits', hold).catch(reject);
  });
}

/**
 * Holds a table: reads of the table wait, and so do all writes, since the browser runs one writing transaction after
 * the other.
 * @returns a function that releases it
 */
export async function holdTable(table: string): Promise<() => void> {
  const database = await openDatabase();
  const store = database.transaction(table, 'readwrite').objectStore(table);
  let isHeld = true;
  await answerTo(store.count());
  // A transaction lives as long as it has requests.
  const ask = () => {
    store.count().onsuccess = () => {
      if (isHeld) ask();
    };
  };
  ask();
  return releaseOnce(() => {
    isHeld = false;
    database.close();
  });
}

function releaseOnce(release: () => void): () => void {
  const letGo = () => {
    held.delete(letGo);
    release();
  };
  held.add(letGo);
  return letGo;
}
