import Button from '@mui/material/Button';
import DialogContentText from '@mui/material/DialogContentText';
import { useState } from 'react';
import { DEFAULT_PRODUCTS } from '../../core/offers/products.ts';
import { DEFAULT_SEGMENTS } from '../../core/offers/segments.ts';
import { ask } from '../../data/connection.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { ConfirmDialog } from '../../ui/panels/ConfirmDialog.tsx';
import { UndoSnackbar } from '../../ui/panels/UndoSnackbar.tsx';
import { keepUnsavedSegments } from './segments/unsavedSegments.ts';

/** Restores the shipped segments and products, after a question that says what is lost. */
export function ResetButton() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const reset = async () => {
    await ask((api) => api.offers.reset());
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
  const present = useQuery((api) => Promise.all([api.offers.listSegments(), api.offers.listProducts()]), []);
  return (
    <AsyncView of={present} rows={2}>
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
    </AsyncView>
  );
}
