import { join } from 'node:path';
import { EXIT } from './score/io.ts';
import { score } from './score/score.ts';

/**
 * `npm run score`: runs `score` in this process. A crash exits with 5, because Node.js's own 1 means rejected rows
 * here.
 */
const die = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(EXIT.other);
};
process.on('uncaughtException', die);
// Whoever prints is told of the error; messages that nobody reads must not end the run.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
for (const [signal, number] of [['SIGHUP', 1] as const, ['SIGINT', 2] as const, ['SIGTERM', 15] as const]) {
  process.on(signal, () => process.exit(128 + number));
}

process.exitCode = await score(process.argv.slice(2), {
  folder: process.env.INIT_CWD ?? process.cwd(),
  modelsFolder: join(import.meta.dirname, '..', 'public', 'models'),
  stdin: process.stdin,
  print: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  warn: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  printsToTerminal: process.stdout.isTTY === true,
  now: () => performance.now(),
});
