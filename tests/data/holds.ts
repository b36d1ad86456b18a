import { answerTo, openDatabase } from './rawDatabase.ts';

/** What a test holds so that work of the app stands still where it wants it, however fast the machine is. */

const held = new Set<() => void>();

/** Lets go of what tests hold, also a test that failed. */
export function releaseHolds(): void {
  for (const release of held) release();
}

/**
 * Holds the lock under which one tab works out which products fit whom.
 * @returns lets go of it
 */
export function holdEligibility(): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(releaseOnce(release)));
    navigator.locks.request('tuntundohod-fits', hold).catch(reject);
  });
}

/**
 * Holds a table: whatever reads it waits, and with it whatever writes, since the browser runs one writing transaction
 * at a time.
 * @returns lets go of it
 */
export async function holdTable(table: string): Promise<() => void> {
  const database = await openDatabase();
  const store = database.transaction(table, 'readwrite').objectStore(table);
  let isHeld = true;
  await answerTo(store.count());
  // A transaction lives as long as something is asked of it.
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
