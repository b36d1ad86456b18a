import { useRef } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { setChosenFile, useChosenFile } from '../../../parts/imports/chosenFile.ts';
import { ImportPreviewLayout } from './ImportPreview.tsx';

/** Looks at the chosen file; after a reload there is none, since no address can hold it. */
export function ImportPreviewScreen({ running }: { running: boolean }) {
  const navigate = useNavigate();
  const chosen = useChosenFile();
  const isLeaving = useRef(false);
  // The next screen is drawn a little later than the file is forgotten.
  if (!chosen) return isLeaving.current ? null : <Navigate to="/imports" replace />;
  const leave = (address: string) => {
    isLeaving.current = true;
    navigate(address, { replace: true });
    setChosenFile(null);
  };
  return (
    <ImportPreviewLayout
      key={fileKey(chosen.file)}
      chosen={chosen}
      running={running}
      onStarted={(importId) => leave(`/imports/${importId}`)}
      onCancel={() => leave('/imports')}
    />
  );
}

const keys = new WeakMap<File, number>();
let files = 0;

/** Another file begins anew, even one of the same name. */
function fileKey(file: File): number {
  const key = keys.get(file) ?? ++files;
  keys.set(file, key);
  return key;
}
