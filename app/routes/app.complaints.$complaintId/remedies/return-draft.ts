import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import { returnReasonOf, returnReasons } from '#app/domain/remedy/return-reasons.ts';
import type { ReturnReason } from '#app/domain/remedy/return-reasons.ts';
import type { ReturnLabel } from '#app/domain/remedy/return.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { readItems } from './chosen-item.ts';
import type { ChosenItem } from './chosen-item.ts';

/** How it can come back, in the order in which it is offered. */
export const returnLabels = ['made', 'later', 'own_cost'] as const satisfies readonly ReturnLabel['kind'][];

/** What is chosen and typed in the return's form. */
export type ReturnDraft = {
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  reason: ReturnReason;
  label: (typeof returnLabels)[number];
  labelUrl: string;
  trackingNumber: string;
  note: string;
  /** What she gets in exchange for a line, by line. */
  instead: Record<string, ChosenItem>;
};

/** Starts with the items that the complaint is about. */
export function firstDraft({ complaint, lines, order }: ComplaintPage): ReturnDraft {
  const asked = lines.map(({ lineItemId, quantity }) => [lineItemId, quantity] as const);
  return {
    quantities: quantitiesOf(Object.fromEntries(asked), orderedOf(order)),
    reason: complaint.returnReason ?? returnReasonOf(complaint.reason),
    label: 'later',
    labelUrl: '',
    trackingNumber: '',
    note: '',
    instead: {},
  };
}

/** A draft that was kept, as far as the order still has its lines. */
export function readDraft(kept: Record<string, unknown>, page: ComplaintPage): ReturnDraft | null {
  const { quantities, reason, label, labelUrl, trackingNumber, note, instead } = kept;
  if (typeof labelUrl !== 'string' || typeof trackingNumber !== 'string' || typeof note !== 'string') return null;
  const first = firstDraft(page);
  return {
    quantities: quantitiesOf(fieldsOf(quantities), orderedOf(page.order)),
    reason: returnReasons.find((each) => each === reason) ?? first.reason,
    label: returnLabels.find((each) => each === label) ?? first.label,
    labelUrl,
    trackingNumber,
    note,
    instead: readItems(instead),
  };
}

const orderedOf = (order: ComplaintPage['order']) => (lineItemId: string) =>
  order.lines.find((line) => line.id === lineItemId)?.quantity;

/** Whether it says what comes back, and has the label that it speaks of. */
export const asksSomething = ({ quantities, label, labelUrl, trackingNumber }: ReturnDraft): boolean =>
  Object.keys(quantities).length > 0 && (label !== 'made' || labelUrl.trim() !== '' || trackingNumber.trim() !== '');

/** What the server's schema reads. Prices are asked for in the customer's country only where she has other ones. */
export function toWire({ quantities, instead, ...rest }: ReturnDraft, { order }: ComplaintPage) {
  return {
    ...rest,
    items: Object.entries(quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity })),
    exchange: Object.entries(instead)
      .filter(([lineItemId]) => quantities[lineItemId] !== undefined)
      .map(([lineItemId, { variantId }]) => ({ lineItemId, variantId })),
    country: order.currency === order.shopCurrency ? null : (order.shipTo?.countryCode ?? null),
  };
}
