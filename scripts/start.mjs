import { spawn } from 'node:child_process';
import { ensurePackages, ROOT, run } from './install.mjs';

/** `npm start`: installs what is missing, builds, and serves the production app. */
const port = Number(process.env.PORT || 4173);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT must be a number from 1 to 65535; it is "${process.env.PORT}".`);
  process.exit(2);
}

ensurePackages();
console.log('Building…');
run(process.execPath, ['scripts/buildKernel.mjs']);
run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);

const args = ['node_modules/vite/bin/vite.js', 'preview', '--port', String(port), '--strictPort'];
const server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['inherit', 'pipe', 'inherit'] });
server.stdout.on('data', (text) => {
  if (String(text).includes('Local')) console.log(`TunTunDohod is at http://localhost:${port}/ — Ctrl+C stops it.`);
});
server.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
