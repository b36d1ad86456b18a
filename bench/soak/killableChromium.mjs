import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';

const START_MS = 60_000;
/** A tab is worked in at full speed, whether its window is seen or not. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/**
 * A Chromium on a profile folder of its own that can be killed without a word, with all its processes, as a power cut
 * or a task manager does; the next one on the same folder finds what reached the disk.
 */
export async function startChromium(profile) {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A browser that was killed leaves the mark that says the folder is in use.
  rmSync(join(profile, 'SingletonLock'), { force: true });
  const flags = [
    ...CHROMIUM_FLAGS,
    ...AWAKE,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(ensureChromium(), [...flags, '--lang=en-GB', '--window-size=1440,900', 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await portOf(portFile);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no profile open');
  return {
    context,
    async kill() {
      // The group: the browser and the processes of its tabs.
      process.kill(-child.pid, 'SIGKILL');
      await ended;
      await browser.close().catch(() => {});
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => {});
      await ended;
    },
  };
}

async function portOf(file) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    const [port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port) return port;
    await sleep(50);
  }
  throw new Error('Chromium did not start');
}

/**
 * Gives a file of the disk to the `position`-th file field of a page. Over this connection Playwright's own way sends
 * all its bytes.
 */
export async function giveFile(page, file, position = 0) {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelectorAll('input[type=file]')[${position}]`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId });
  await session.detach();
}

/**
 * Crashes a tab as a defect of the browser or a lack of memory does: its page and workers are gone in the middle of
 * whatever they did.
 */
export async function crashTab(page) {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
