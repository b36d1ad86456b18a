import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';

const START_MS = 60_000;
/** Background tabs run at full speed. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/**
 * Starts a Chromium on its own profile folder. `kill` ends all its processes without warning, like a power cut or a
 * task manager; the next Chromium on the folder finds what reached the disk.
 */
export async function startChromium(profile) {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A killed browser leaves the lock that marks the profile as in use.
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
      // The process group: the browser and the processes of its tabs.
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
 * Puts a file from disk into the page's file field at `position`. Playwright's own method would send all bytes over
 * this connection.
 */
export async function giveFile(page, file, position = 0) {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelectorAll('input[type=file]')[${position}]`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId });
  await session.detach();
}

/**
 * Crashes a tab in the middle of its work, as a browser bug or a lack of memory does: the page and its workers
 * disappear.
 */
export async function crashTab(page) {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
