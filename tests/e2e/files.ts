import { readFileSync } from 'node:fs';

/** Files as users drop them on the app, in Playwright's form. */
export type DroppedFile = { name: string; mimeType: string; buffer: Buffer };

const demo = readFileSync('public/demo/clients.csv', 'utf8').trimEnd().split('\n');
const header = demo[0] ?? '';
const rows = demo.slice(1);

/** The clients of the demo file, in its order. */
export const demoClients = rows.map((row) => {
  const [id = '', name = ''] = row.split(';');
  return { id, name };
});

/** A wide file of `count` clients with ids from 1: the demo clients repeated. */
export function wideFile(count: number, name = 'wide.csv'): DroppedFile {
  const lines = [header];
  for (let id = 1; id <= count; id++) lines.push(withId(rows[id % rows.length] ?? '', String(id)));
  return csvFile(lines.join('\n'), name);
}

/** A small file of some features; empty cells are missing. */
export function narrowFile(clients: Record<string, string>[], name = 'narrow.csv'): DroppedFile {
  const columns = [...new Set(clients.flatMap((client) => Object.keys(client)))];
  const lines = clients.map((client) => columns.map((column) => client[column] ?? '').join(';'));
  return csvFile([columns.join(';'), ...lines].join('\n'), name);
}

export function csvFile(content: string | Uint8Array, name: string): DroppedFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

function withId(row: string, id: string): string {
  return id + row.slice(row.indexOf(';'));
}
