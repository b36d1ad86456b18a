import { useEffect, useRef, useState } from 'react';

export type DropRefusal = 'several' | 'folder' | 'nothing';

type FileDrop = {
  onFile: (file: File, handle: Promise<FileSystemFileHandle | null>) => void;
  onRefuse: (why: DropRefusal) => void;
  disabled: boolean;
};

/** Takes one file dropped anywhere on the page. Returns whether a file is being dragged over it. */
export function useFileDrop(drop: FileDrop): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(drop);
  latest.current = drop;

  useEffect(() => {
    const listening = new AbortController();
    const on = <K extends 'dragover' | 'dragleave' | 'drop'>(type: K, react: (event: WindowEventMap[K]) => void) =>
      addEventListener(type, react, { signal: listening.signal });
    on('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = latest.current.disabled ? 'none' : 'copy';
      setOver(!latest.current.disabled);
    });
    on('dragleave', (event) => event.relatedTarget === null && setOver(false));
    on('drop', (event) => {
      event.preventDefault();
      setOver(false);
      const { disabled, onFile, onRefuse } = latest.current;
      if (disabled || !event.dataTransfer) return;
      const taken = takeFile(event.dataTransfer);
      if (typeof taken === 'string') onRefuse(taken);
      else onFile(taken, handleOf(event.dataTransfer));
    });
    return () => listening.abort();
  }, []);
  return over;
}

/** The single file of a drop, or why there is none to take. */
export function takeFile({ items, files }: DataTransfer): File | DropRefusal {
  if (files.length > 1) return 'several';
  const item = fileItem(items);
  if (item?.webkitGetAsEntry()?.isDirectory) return 'folder';
  return files[0] ?? 'nothing';
}

/** A handle lets the browser read the file again later. Only some browsers have it, and only during the drop event. */
type ItemWithHandle = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

async function handleOf({ items }: DataTransfer): Promise<FileSystemFileHandle | null> {
  const item: ItemWithHandle | undefined = fileItem(items);
  const handle = await item?.getAsFileSystemHandle?.().catch(() => null);
  return handle instanceof FileSystemFileHandle ? handle : null;
}

function fileItem(items: DataTransferItemList): DataTransferItem | undefined {
  return [...items].find(({ kind }) => kind === 'file');
}
