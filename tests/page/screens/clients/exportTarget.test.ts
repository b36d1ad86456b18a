import { afterEach, describe, expect, test, vi } from 'vitest';
import { chooseFile } from '../../../../src/screens/clients/export/exportTarget.ts';

const MANY = 100_001;
const handle = {} as FileSystemFileHandle;

function browserWith(showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>): void {
  vi.stubGlobal('window', showSaveFilePicker ? { showSaveFilePicker } : {});
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the place of an exported file', () => {
  test('is asked for when there are many clients, with a name proposed', async () => {
    const ask = vi.fn(async () => handle);
    browserWith(ask);
    expect(await chooseFile(MANY, 'clients.csv')).toBe(handle);
    expect(ask).toHaveBeenCalledWith({ suggestedName: 'clients.csv' });
  });

  test('is a download for fewer clients, and where the browser cannot ask', async () => {
    const ask = vi.fn(async () => handle);
    browserWith(ask);
    expect(await chooseFile(MANY - 1, 'clients.csv')).toBeNull();
    expect(ask).not.toHaveBeenCalled();
    browserWith();
    expect(await chooseFile(MANY, 'clients.csv')).toBeNull();
  });

  test('is none when the user closes the dialog; any other error is one', async () => {
    browserWith(() => Promise.reject(new DOMException('closed', 'AbortError')));
    expect(await chooseFile(MANY, 'clients.csv')).toBe('cancelled');
    browserWith(() => Promise.reject(new DOMException('not here', 'SecurityError')));
    await expect(chooseFile(MANY, 'clients.csv')).rejects.toThrow('not here');
  });
});
