/**
 * Imports a file through the page as a user does, and measures it.
 * @returns seconds of storing, of the whole import (Import pressed in the preview to last commit), of the preview (file
 * chosen to preview ready) and of explaining everyone; the longest main-thread task of the import, the longest of
 * opening Insights and explaining, and the largest page heap
 */
export async function importThroughTheApp(page, address, file) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Import CSV' }).waitFor();
  // The service worker finishes caching first: the native way has its libraries loaded, too.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.evaluate(watchThePage);
  // Nobody can answer the file handle picker here, so the page falls back to the file input.
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const chooser = await choosing;
  const chosenAt = Date.now();
  await chooser.setFiles(file);
  // The preview is ready when its button has the focus; a user looks at it for some seconds and then presses one key.
  await page.waitForFunction(() => document.activeElement?.textContent === 'Import');
  const previewed = Date.now() - chosenAt;
  await page.waitForTimeout(2_000);
  const pressedAt = Date.now();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/imports\/\d+/);
  const record = await finishedImport(page);
  if (record.state !== 'ready')
    throw new Error(`the import ended as "${record.state}": ${JSON.stringify(record.failure)}`);
  const longestTaskMs = await page.evaluate(takeLongest);
  const explain = await explainEveryone(page);
  const seen = await page.evaluate(() => globalThis.seenByBench);
  return {
    store: record.timings.store / 1e3,
    total: (record.finishedAt - pressedAt) / 1e3,
    preview: previewed / 1e3,
    explain,
    longestTaskMs,
    longestTaskOfExplainingMs: seen.longestTaskMs,
    pageHeapMb: seen.heapBytes / 1e6,
  };
}

/** Explains all clients on the Insights screen; seconds from the click to the answer. */
async function explainEveryone(page) {
  await page.getByRole('link', { name: 'Insights', exact: true }).click();
  await page.getByRole('combobox', { name: 'How many' }).click();
  await page.getByRole('option', { name: 'All of them' }).click();
  const started = performance.now();
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await page.getByText('Every row adds up').waitFor({ timeout: 300_000 });
  return (performance.now() - started) / 1e3;
}

/** Runs in the page: returns the longest task so far and resets it. */
function takeLongest() {
  const { longestTaskMs } = globalThis.seenByBench;
  globalThis.seenByBench.longestTaskMs = 0;
  return longestTaskMs;
}

/**
 * Runs in the page: records long tasks (50 ms and more, as the browser reports them) and reads the heap four times a
 * second.
 */
function watchThePage() {
  globalThis.seenByBench = { longestTaskMs: 0, heapBytes: 0 };
  const seen = globalThis.seenByBench;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, task.duration);
  }).observe({ entryTypes: ['longtask'] });
  setInterval(() => {
    seen.heapBytes = Math.max(seen.heapBytes, performance.memory.usedJSHeapSize);
  }, 250);
}

/** The newest import's record once it is no longer pending, read from the app's database. */
async function finishedImport(page) {
  for (;;) {
    const record = await page.evaluate(async () => {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open('tuntundohod');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const all = await new Promise((resolve, reject) => {
        const reading = database.transaction('imports').objectStore('imports').getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      database.close();
      return all.at(-1);
    });
    if (record && record.state !== 'pending') return record;
    await page.waitForTimeout(250);
  }
}
