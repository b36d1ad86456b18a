import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { ImportChoices } from '../../core/csv/choices.ts';
import { PREVIEW_ADDRESS, setChosenFile } from './chosenFile.ts';

/** Opens the preview of a chosen file; every screen does this with a file. */
export function useFileChoice(): (
  file: File,
  handle: Promise<FileSystemFileHandle | null>,
  choices?: ImportChoices,
) => void {
  const navigate = useNavigate();
  return useCallback(
    (file, handle, choices) => {
      setChosenFile({ file, handle, ...(choices && { choices }) });
      navigate(PREVIEW_ADDRESS);
    },
    [navigate],
  );
}
