import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import { addressFields } from '#app/domain/remedy/replacement-address.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { readItem, readItems } from './chosen-item.ts';
import type { AddressDraft } from './address-block.tsx';
import type { ChosenItem } from './chosen-item.ts';

/** What is chosen and typed in the replacement's form. */
export type ReplacementDraft = AddressDraft & {
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  /** What is sent in place of a line's own item, by line. */
  others: Record<string, ChosenItem>;
  gift: ChosenItem | null;
  delivery: 'free' | 'as_ordered';
  note: string;
  card: string;
};

/** Starts with the items that the complaint is about, each the same again. */
export function firstDraft({ lines, order }: ComplaintPage): ReplacementDraft {
  const asked = lines.map(({ lineItemId, quantity }) => [lineItemId, quantity] as const);
  return {
    quantities: quantitiesOf(Object.fromEntries(asked), orderedOf(order)),
    others: {},
    gift: null,
    delivery: 'as_ordered',
    confirmed: '',
    corrected: {},
    answer: '',
    note: '',
    card: '',
  };
}

/** A draft that was kept, as far as the order still has its lines. The address is looked at anew. */
export function readDraft(kept: Record<string, unknown>, page: ComplaintPage): ReplacementDraft | null {
  const { quantities, others, gift, delivery, corrected, note, card } = kept;
  if (typeof note !== 'string' || typeof card !== 'string') return null;
  const typed = fieldsOf(corrected);
  const texts = addressFields.flatMap((field) =>
    typeof typed[field] === 'string' ? [[field, typed[field]] as const] : [],
  );
  return {
    ...firstDraft(page),
    quantities: quantitiesOf(fieldsOf(quantities), orderedOf(page.order)),
    others: readItems(others),
    gift: readItem(gift),
    delivery: delivery === 'free' ? 'free' : 'as_ordered',
    corrected: Object.fromEntries(texts),
    note,
    card,
  };
}

const orderedOf = (order: ComplaintPage['order']) => (lineItemId: string) =>
  order.lines.find((line) => line.id === lineItemId)?.quantity;

/** What the server's schema reads. Prices are asked for in the customer's country only where she has other ones. */
export function toWire(draft: ReplacementDraft, { order }: ComplaintPage) {
  const { quantities, others, gift, ...rest } = draft;
  return {
    ...rest,
    items: Object.entries(quantities).map(([lineItemId, quantity]) => ({
      lineItemId,
      quantity,
      variantId: others[lineItemId]?.variantId ?? null,
    })),
    gift: gift && { variantId: gift.variantId, quantity: 1 },
    country: order.currency === order.shopCurrency ? null : (order.shipTo?.countryCode ?? null),
  };
}
