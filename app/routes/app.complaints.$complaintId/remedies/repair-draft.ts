import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { HandmadeDraft } from './handmade-fields.tsx';
import { flatDraft } from './screen.ts';

/** What is chosen and typed in the repair's form. */
export type RepairDraft = HandmadeDraft & {
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  partner: string;
  label: string;
  courier: string;
};

const emptyTexts = { partner: '', label: '', courier: '', cost: '', days: '21' };

/** Starts with the items that the complaint is about. */
export function firstDraft({ lines, order }: ComplaintPage): RepairDraft {
  const asked = lines.map(({ lineItemId, quantity }) => [lineItemId, quantity] as const);
  return { ...emptyTexts, quantities: quantitiesOf(Object.fromEntries(asked), orderedOf(order)) };
}

/** A draft that was kept, as far as the order still has its lines. */
export function readDraft(kept: Record<string, unknown>, { order }: ComplaintPage): RepairDraft | null {
  const texts = flatDraft(emptyTexts, kept);
  return texts && { ...texts, quantities: quantitiesOf(fieldsOf(kept['quantities']), orderedOf(order)) };
}

const orderedOf = (order: ComplaintPage['order']) => (lineItemId: string) =>
  order.lines.find((line) => line.id === lineItemId)?.quantity;

/** What the server's schema reads. */
export function toWire({ quantities, cost, ...draft }: RepairDraft, { order: { shopCurrency } }: ComplaintPage) {
  const items = Object.entries(quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
  return { ...draft, items, cost: cost.trim(), currency: shopCurrency };
}
