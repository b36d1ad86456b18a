/** So much is read at once: long enough for speed, short enough to look at cancelling many times a second. */
const PART_BYTES = 4 * 1024 * 1024;

/** The file was removed, changed or locked while it was read. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/** A file piece by piece; the next piece is on its way while this one is worked on. */
export async function* fileParts(file: File): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let next = readPart(file, 0, PART_BYTES);
  for (let start = 0; start < file.size; start += PART_BYTES) {
    const bytes = await next;
    next = readPart(file, start + PART_BYTES, PART_BYTES);
    // Nobody waits for it when the import ends here.
    next.catch(() => {});
    yield bytes;
  }
}

export async function readPart(file: File, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  } catch (error) {
    throw new FileUnreadable(error instanceof Error ? error.message : String(error));
  }
}
