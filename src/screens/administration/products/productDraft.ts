import type { Product } from '../../../core/offers/offers.ts';
import { readNumber, toNumberText } from '../../../ui/fields/readNumber.ts';

/** A product while the user edits it: its income bounds are texts. */
export type ProductDraft = Omit<Product, 'minIncomeRub' | 'maxIncomeRub'> & { min: string; max: string };

export function toDraft({ minIncomeRub, maxIncomeRub, ...product }: Product, language: string): ProductDraft {
  return { ...product, min: toNumberText(minIncomeRub, language), max: toNumberText(maxIncomeRub, language) };
}

export function toProduct({ min, max, ...draft }: ProductDraft): Product {
  const trimmed = ({ ru, en }: Product['name']) => ({ ru: ru.trim(), en: en.trim() });
  return {
    ...draft,
    name: trimmed(draft.name),
    benefit: trimmed(draft.benefit),
    minIncomeRub: readNumber(min),
    maxIncomeRub: readNumber(max),
  };
}

export function newProduct(): Product {
  const text = { ru: '', en: '' };
  const bounds = { minIncomeRub: null, maxIncomeRub: null };
  return { id: newId(), name: text, benefit: text, active: true, ...bounds, segments: [], rules: [] };
}

/** A copy of a product under a new id, inactive until the user activates it. */
export function copyOf(product: Product, mark: string): Product {
  const { ru, en } = product.name;
  return { ...product, id: newId(), name: { ru: `${ru} ${mark}`, en: `${en} ${mark}` }, active: false };
}

function newId(): string {
  return `product-${Date.now().toString(36)}`;
}
