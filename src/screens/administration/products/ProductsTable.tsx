import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Product } from '../../../core/offers/offers.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { SegmentName } from '../../../parts/SegmentName.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { RuleLine } from './RuleLine.tsx';

type ProductsTableProps = {
  products: Product[];
  segments: Segment[];
  features: Feature[];
  onSwitch: (product: Product) => void;
  onEdit: (product: Product) => void;
  onDuplicate: (product: Product) => void;
  onRemove: (product: Product) => void;
};

export function ProductsTable({ products, ...rest }: ProductsTableProps) {
  const { t } = useWords();
  return (
    <DenseTable label={t('administration.sections.products')}>
      <thead>
        <tr>
          <th className="tight">{t('administration.products.active')}</th>
          <th>{t('administration.products.name')}</th>
          <th>{t('administration.products.income')}</th>
          <th>{t('administration.products.segments')}</th>
          <th>{t('administration.products.rules')}</th>
          <th className="tight">{t('administration.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <ProductRow key={product.id} product={product} {...rest} />
        ))}
      </tbody>
    </DenseTable>
  );
}

function ProductRow({
  product,
  segments,
  features,
  ...on
}: Omit<ProductsTableProps, 'products'> & { product: Product }) {
  const { t, language } = useWords();
  const name = product.name[language];
  const named = (action: 'switch' | 'editOne' | 'duplicateOne' | 'removeOne') =>
    t(`administration.products.${action}`, { name });
  return (
    <tr>
      <td className="tight">
        <Switch
          size="small"
          checked={product.active}
          onChange={() => on.onSwitch(product)}
          slotProps={{ input: { 'aria-label': named('switch') } }}
        />
      </td>
      <Box component="th" scope="row" sx={{ minWidth: 220 }}>
        <Box sx={{ fontWeight: 600, color: product.active ? 'text.primary' : 'text.secondary' }}>
          <bdi>{name}</bdi>
        </Box>
        <Typography variant="caption" color="textSecondary" component="bdi">
          {product.benefit[language]}
        </Typography>
      </Box>
      <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
        <IncomeBounds product={product} />
      </Box>
      <td>
        {product.segments.length === 0 ? (
          <Any text={t('administration.products.everySegment')} />
        ) : (
          <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.25 }}>
            {product.segments.map((id) => (
              <SegmentName key={id} segmentId={id} segments={segments} />
            ))}
          </Stack>
        )}
      </td>
      <Box component="td" sx={{ fontSize: 12, minWidth: 200 }}>
        {product.rules.length === 0 && <Any text={t('administration.products.noRules')} />}
        {product.rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity of their own
          <RuleLine key={index} rule={rule} features={features} />
        ))}
      </Box>
      <Box component="td" className="tight" sx={{ '& button': { minWidth: 0 } }}>
        <Button onClick={() => on.onEdit(product)} aria-label={named('editOne')}>
          {t('administration.products.edit')}
        </Button>
        <Button onClick={() => on.onDuplicate(product)} aria-label={named('duplicateOne')}>
          {t('administration.products.duplicate')}
        </Button>
        <Button onClick={() => on.onRemove(product)} aria-label={named('removeOne')}>
          {t('frame.remove')}
        </Button>
      </Box>
    </tr>
  );
}

function IncomeBounds({ product }: { product: Product }) {
  const { t, format } = useWords();
  const { minIncomeRub: min, maxIncomeRub: max } = product;
  if (min !== null && max !== null) return `${format.rub(min)} – ${format.rub(max)}`;
  if (min !== null) return t('administration.products.atLeast', { rub: format.rub(min) });
  if (max !== null) return t('administration.products.atMost', { rub: format.rub(max) });
  return <Any text={t('administration.products.anyIncome')} />;
}

function Any({ text }: { text: string }) {
  return (
    <Typography component="span" color="textSecondary" sx={{ fontSize: 'inherit' }}>
      {text}
    </Typography>
  );
}
