/** Where a CSV file of any size is written to, piece by piece. */
export type CsvOutput = {
  write(text: string): Promise<void>;
  /** The whole file, or null when it is on disk. */
  finish(): Promise<Blob | null>;
  /** Discards everything written. */
  abandon(): Promise<void>;
};

/** Makes spreadsheets take a file for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Characters in a part; the browser keeps parts outside this worker's memory. */
const PART_LENGTH = 4_000_000;

/**
 * @param handle the file to replace once everything is written; null = the file is returned as a Blob
 * @throws the browser's errors, without permission to write or without room
 */
export async function openCsvOutput(handle: FileSystemFileHandle | null): Promise<CsvOutput> {
  return handle ? toFile(await handle.createWritable()) : toMemory();
}

function toFile(stream: FileSystemWritableFileStream): CsvOutput {
  return {
    write: (text) => stream.write(text),
    async finish() {
      await stream.close();
      return null;
    },
    abandon: () => stream.abort(),
  };
}

function toMemory(): CsvOutput {
  const blob = createCsvBlob();
  return {
    write: async (text) => blob.add(text),
    finish: async () => blob.finish(),
    abandon: async () => {},
  };
}

/** A CSV file of any size, returned whole. */
export function createCsvBlob(): { add(text: string): void; finish(): Blob } {
  const parts: Blob[] = [];
  let last = '';
  return {
    add(text) {
      last += text;
      if (last.length < PART_LENGTH) return;
      parts.push(new Blob([last]));
      last = '';
    },
    finish: () => new Blob([...parts, last], { type: 'text/csv;charset=utf-8' }),
  };
}
