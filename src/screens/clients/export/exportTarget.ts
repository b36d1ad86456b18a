/**
 * Beyond this many clients the file is written to the disk in pieces, if the browser can; it asks for the place first.
 */
const DOWNLOAD_UP_TO = 100_000;

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Asks where to write a file of this many clients; null = download the complete file. */
export async function chooseFile(clients: number, name: string): Promise<FileSystemFileHandle | null | 'cancelled'> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SavePicker };
  if (clients <= DOWNLOAD_UP_TO || !showSaveFilePicker) return null;
  try {
    return await showSaveFilePicker.call(window, { suggestedName: name });
  } catch (error) {
    if ((error as Error).name === 'AbortError') return 'cancelled';
    throw error;
  }
}
