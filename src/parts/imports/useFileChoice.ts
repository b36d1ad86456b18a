import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { PREVIEW_ADDRESS, setChosenFile } from './chosenFile.ts';

/** What every screen does with a file that it is given: it is looked at before it is imported. */
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
