/** Files of the repository, read from disk in Node.js and from the test server in the browser. */

/** @param path from the root of the repository */
export async function readFixture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (import.meta.url.startsWith('file:')) {
    const { readFile } = await import('node:fs/promises');
    return new Uint8Array(await readFile(new URL(`../../${path}`, HERE)));
  }
  // The server serves the folder public at its root.
  const response = await fetch(`/${path.replace(/^public\//, '')}`);
  const isFound = response.ok && !response.headers.get('content-type')?.startsWith('text/html');
  if (!isFound) throw new Error(`${path} is not there`);
  return new Uint8Array(await response.arrayBuffer());
}

// A separate constant: an address relative to `import.meta.url` in one expression would be rewritten for the browser.
const HERE = import.meta.url;

export async function readFloats(path: string): Promise<Float32Array<ArrayBuffer>> {
  return new Float32Array((await readFixture(path)).buffer);
}

export async function readDoubles(path: string): Promise<Float64Array<ArrayBuffer>> {
  return new Float64Array((await readFixture(path)).buffer);
}

// biome-ignore lint/suspicious/noExplicitAny: the files are written by ml/, each test names the shape that it reads
export async function readJson(path: string): Promise<any> {
  return JSON.parse(new TextDecoder().decode(await readFixture(path)));
}
