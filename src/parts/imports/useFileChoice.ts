import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { PREVIEW_ADDRESS, setChosenFile } from './chosenFile.ts';

/** Opens the preview of a chosen file; every screen does this with a file. */
export function useFileChoice(): (file: File, handle: Promise<FileSystemFileHandle | null>) => void {
  const navigate = useNavigate();
  return useCallback(
    (file, handle) => {
      setChosenFile({ file, handle });
      navigate(PREVIEW_ADDRESS);
    },
    [navigate],
  );
}
