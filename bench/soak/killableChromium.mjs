import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';

const START_MS = 60_000;

/**
 * A Chromium on a profile folder of its own that can be killed without a word, with all its processes, as a power cut or a task manager does;
 * the next one on the same folder finds what reached the disk.
 */
export async function startChromium(profile) {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A browser that was killed leaves the mark that says the folder is in use.
  rmSync(join(profile, 'SingletonLock'), { force: true });
  const flags = [...CHROMIUM_FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(ensureChromium(), [...flags, '--lang=en-GB', '--window-size=1440,900', 'about:blank'], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await portOf(portFile);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
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

/** Crashes a tab as a defect of the browser or a lack of memory does: its page and workers are gone in the middle of whatever they did. */
export async function crashTab(page) {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
