import Button from '@mui/material/Button';
import DialogContentText from '@mui/material/DialogContentText';
import { useState } from 'react';
import { DEFAULT_PRODUCTS } from '../../core/products.ts';
import { DEFAULT_SEGMENTS } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Answer } from '../../ui/Answer.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { UndoSnackbar } from '../../ui/UndoSnackbar.tsx';
import { useData } from '../../useData.ts';
import { ask } from '../../workers.ts';
import { keepUnsavedSegments } from './segments/unsavedSegments.ts';

/** Brings the shipped segments and products back, after a question that names what goes. */
export function ResetButton() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const reset = async () => {
    await ask((api) => api.resetAdministration());
    keepUnsavedSegments(null);
    setDone(true);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('administration.reset.open')}</Button>
      {asking && (
        <ConfirmDialog
          title={t('administration.reset.title')}
          action={t('administration.reset.action')}
          onConfirm={reset}
          onClose={() => setAsking(false)}
        >
          <WhatGoes />
        </ConfirmDialog>
      )}
      <UndoSnackbar text={done ? t('administration.reset.done') : null} onClose={() => setDone(false)} />
    </>
  );
}

function WhatGoes() {
  const { t, language } = useWords();
  const present = useData((api) => Promise.all([api.segments(), api.products()]), []);
  return (
    <Answer of={present} rows={2}>
      {([segments, products]) => {
        const own = products.filter(({ id }) => DEFAULT_PRODUCTS.every((shipped) => shipped.id !== id));
        const sentences = [
          t('administration.reset.segments', { count: segments.length, shipped: DEFAULT_SEGMENTS.length }),
          t('administration.reset.products', { count: products.length, shipped: DEFAULT_PRODUCTS.length }),
          own.length > 0 &&
            t('administration.reset.own', {
              count: own.length,
              names: own.map(({ name }) => name[language]).join(', '),
            }),
          t('administration.reset.kept'),
        ];
        return sentences
          .filter((sentence) => sentence !== false)
          .map((sentence) => (
            <DialogContentText key={sentence} sx={{ mb: 1 }}>
              {sentence}
            </DialogContentText>
          ));
      }}
    </Answer>
  );
}
