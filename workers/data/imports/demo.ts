import { failWith } from '../failures.ts';

const FILE = 'clients.csv';

/** The demo clients that ship with the app, as a file like any other. */
export async function fetchDemo(appUrl: string): Promise<File> {
  const response = await fetch(new URL(`demo/${FILE}`, appUrl)).catch(() => null);
  if (!response?.ok) throw failWith('NotFound', `demo/${FILE}`);
  return new File([await response.blob()], FILE, { type: 'text/csv' });
}
