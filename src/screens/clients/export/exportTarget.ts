/** Larger files are written to the disk piece by piece, where the browser can: it asks for the place then. */
const DOWNLOAD_UP_TO = 100_000;

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Where so many clients go: null = to the downloads, once the file is complete. */
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
