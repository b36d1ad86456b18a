import { useRef } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { setChosenFile, useChosenFile } from '../../../parts/imports/chosenFile.ts';
import { ImportPreviewLayout } from './ImportPreview.tsx';

/** The preview of the chosen file. After a reload there is none, since an address cannot hold a file. */
export function ImportPreviewScreen({ running }: { running: boolean }) {
  const navigate = useNavigate();
  const chosen = useChosenFile();
  const isLeaving = useRef(false);
  // The chosen file is cleared a moment before the next screen is rendered.
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

/** Every File object has its own key, even with the same name, so that another file starts with fresh state. */
function fileKey(file: File): number {
  const key = keys.get(file) ?? ++files;
  keys.set(file, key);
  return key;
}
