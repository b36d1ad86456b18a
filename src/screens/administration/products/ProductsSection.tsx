import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Product } from '../../../core/offers/offers.ts';
import type { ProductProblem } from '../../../core/offers/products.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { ask } from '../../../data/connection.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { EmptyPanel, ErrorPanel } from '../../../ui/panels/states.tsx';
import { UndoSnackbar } from '../../../ui/panels/UndoSnackbar.tsx';
import { ProductDialog } from './ProductDialog.tsx';
import { ProductProblemText } from './ProductProblemText.tsx';
import { ProductsTable } from './ProductsTable.tsx';
import { copyOf, newProduct } from './productDraft.ts';

/** The recommended products, in the order of recommendation. */
export function ProductsSection() {
  const { t } = useWords();
  const stored = useQuery((api) => Promise.all([api.offers.listProducts(), api.offers.listSegments()]), []);
  const [model] = useQuery((api) => api.models.get(), []);
  // Without a model the rules are shown with their column names.
  const features = model.state === 'ready' ? model.value.contract.features : [];
  const [edited, setEdited] = useState<Product | null>(null);
  return (
    <Panel
      title={t('administration.sections.products')}
      actions={
        <Button variant="outlined" onClick={() => setEdited(newProduct())}>
          {t('administration.products.add')}
        </Button>
      }
    >
      <AsyncView of={stored} rows={8}>
        {([products, segments]) => (
          <>
            <Products products={products} segments={segments} features={features} onEdit={setEdited} />
            {edited && (
              <ProductDialog
                product={edited}
                isNew={products.every(({ id }) => id !== edited.id)}
                segments={segments}
                features={features}
                onClose={() => setEdited(null)}
              />
            )}
          </>
        )}
      </AsyncView>
    </Panel>
  );
}

type ProductsProps = {
  products: Product[];
  segments: Segment[];
  features: Feature[];
  onEdit: (product: Product) => void;
};

function Products({ products, segments, features, onEdit }: ProductsProps) {
  const { t, language } = useWords();
  const [removed, setRemoved] = useState<{ product: Product; position: number } | null>(null);
  const [problem, setProblem] = useState<ProductProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const save = (product: Product, position?: number) =>
    ask((api) => api.offers.saveProduct(product, position)).then((saved) => {
      setProblem('problem' in saved ? saved.problem : null);
      setError(null);
    }, setError);
  const remove = (product: Product) => {
    const position = products.indexOf(product);
    return ask((api) => api.offers.removeProduct(product.id)).then(() => setRemoved({ product, position }), setError);
  };
  return (
    <>
      {error && <ErrorPanel error={error} />}
      {problem && (
        <Alert severity="error" variant="outlined">
          <ProductProblemText problem={problem} features={features} />
        </Alert>
      )}
      {products.length === 0 ? (
        <EmptyPanel title={t('administration.products.empty.title')} text={t('administration.products.empty.text')} />
      ) : (
        <ProductsTable
          products={products}
          segments={segments}
          features={features}
          onSwitch={(product) => save({ ...product, active: !product.active })}
          onEdit={onEdit}
          onDuplicate={(product) => onEdit(copyOf(product, t('administration.products.copyMark')))}
          onRemove={remove}
        />
      )}
      <UndoSnackbar
        text={removed && t('administration.products.removed', { name: removed.product.name[language] })}
        onUndo={() => {
          if (removed) void save(removed.product, removed.position);
          setRemoved(null);
        }}
        onClose={() => setRemoved(null)}
      />
    </>
  );
}
