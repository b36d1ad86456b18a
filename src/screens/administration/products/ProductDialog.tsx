import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useId, useState } from 'react';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Product } from '../../../core/offers/offers.ts';
import { checkProduct, type ProductProblem } from '../../../core/offers/products.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';
import { ProductFields } from './ProductFields.tsx';
import { ProductProblemText } from './ProductProblemText.tsx';
import { toDraft, toProduct } from './productDraft.ts';
import { RulesEditor } from './RulesEditor.tsx';

type ProductDialogProps = {
  product: Product;
  isNew: boolean;
  segments: Segment[];
  features: Feature[];
  onClose: () => void;
};

/** Edits one product. Problems are shown at the first attempt to save, and then updated after each change. */
export function ProductDialog({ product, isNew, segments, features, onClose }: ProductDialogProps) {
  const { t, language } = useWords();
  const titleId = useId();
  const narrow = useMediaQuery('(max-width: 600px)');
  const [draft, setDraft] = useState(() => toDraft(product, language));
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ProductProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const vocabulary = { segments, features: features.length > 0 ? features : null };
  const draftProblem = checkProduct(toProduct(draft), vocabulary);
  const problem = tried ? (draftProblem ?? refusal) : null;

  const change = (next: typeof draft) => {
    setDraft(next);
    setRefusal(null);
    setError(null);
  };
  const save = () => {
    setTried(true);
    if (draftProblem) return;
    ask((api) => api.offers.saveProduct(toProduct(draft))).then(
      (saved) => ('problem' in saved ? setRefusal(saved.problem) : onClose()),
      setError,
    );
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth fullScreen={narrow}>
      <DialogTitle id={titleId} component="h2" variant="h1">
        {t(isNew ? 'administration.products.newTitle' : 'administration.products.editTitle')}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <ProductFields draft={draft} segments={segments} problem={problem} onChange={change} />
          <FormControlLabel
            control={
              <Switch size="small" checked={draft.active} onChange={(_, active) => change({ ...draft, active })} />
            }
            label={t('administration.products.activeLong')}
          />
          <RulesEditor
            rules={draft.rules}
            features={features}
            problem={problem}
            onChange={(rules) => change({ ...draft, rules })}
          />
          {problem && (
            <Alert severity="error" variant="outlined">
              <ProductProblemText problem={problem} features={features} />
            </Alert>
          )}
          {error && <ErrorPanel error={error} onRetry={save} />}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button variant="contained" onClick={save}>
          {t('administration.products.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
