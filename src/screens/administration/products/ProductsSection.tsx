import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Feature } from '../../../core/contract.ts';
import type { Product } from '../../../core/offers.ts';
import type { Segment } from '../../../core/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Answer } from '../../../ui/Answer.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { EmptyPanel, ErrorPanel } from '../../../ui/states.tsx';
import { UndoSnackbar } from '../../../ui/UndoSnackbar.tsx';
import { useData } from '../../../useData.ts';
import { ask } from '../../../workers.ts';
import { ProductDialog } from './ProductDialog.tsx';
import { ProductsTable } from './ProductsTable.tsx';
import { copyOf, newProduct } from './productDraft.ts';

/** The products that are recommended, in the order in which they are offered. */
export function ProductsSection() {
  const { t } = useWords();
  const stored = useData((api) => Promise.all([api.products(), api.segments()]), [], ['administration']);
  const [model] = useData((api) => api.model(), [], ['models']);
  // Without a model the rules can still be read, by their columns' names.
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
      <Answer of={stored} rows={8}>
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
      </Answer>
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
  const [error, setError] = useState<Error | null>(null);
  const save = (product: Product, position?: number) =>
    ask((api) => api.saveProduct(product, position)).then(() => setError(null), setError);
  const remove = (product: Product) => {
    const position = products.indexOf(product);
    return ask((api) => api.removeProduct(product.id)).then(() => setRemoved({ product, position }), setError);
  };
  return (
    <>
      {error && <ErrorPanel error={error} />}
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
