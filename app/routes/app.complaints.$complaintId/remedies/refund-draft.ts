import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import type { RefundMethod, RestockType } from '#app/domain/remedy/refund.ts';
import type { ComplaintPage } from '#app/services/views.ts';

/** What can become of the items, in the order in which it is offered. */
export const restocks = ['no_restock', 'return', 'cancel'] as const satisfies readonly RestockType[];

/** Which way the money goes, in the order in which it is offered. */
export const refundMethods = ['original', 'store_credit', 'split'] as const satisfies readonly (
  'original' | RefundMethod['kind']
)[];

/** What is chosen and typed in the refund's form. Amounts stay text: the server reads them. */
export type RefundDraft = {
  what: 'lines' | 'amount';
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  restock: RestockType;
  shipping: string;
  amount: string;
  method: (typeof refundMethods)[number];
  /** What of it becomes store credit, where some does. */
  credit: string;
};

/** Starts with what the complaint is about, as far as it can still be refunded. */
export function firstDraft({ complaint, lines, order }: ComplaintPage): RefundDraft {
  const quantities: Record<string, number> = {};
  for (const { lineItemId, quantity } of lines) {
    const left = order.lines.find((line) => line.id === lineItemId)?.refundableQuantity ?? 0;
    if (left > 0) quantities[lineItemId] = Math.min(quantity, left);
  }
  const partial = complaint.wantedOutcome === 'partial_refund' || Object.keys(quantities).length === 0;
  return {
    what: partial ? 'amount' : 'lines',
    quantities,
    restock: 'no_restock',
    shipping: '',
    amount: '',
    method: 'original',
    credit: '',
  };
}

/** A draft that was kept, as far as the order still allows. */
export function readDraft(kept: Record<string, unknown>, { order }: ComplaintPage): RefundDraft | null {
  const { what, quantities, restock, shipping, amount, method, credit } = kept;
  if ((what !== 'lines' && what !== 'amount') || typeof shipping !== 'string' || typeof amount !== 'string')
    return null;
  const leftOf = (lineItemId: string) => order.lines.find((line) => line.id === lineItemId)?.refundableQuantity;
  return {
    what,
    quantities: quantitiesOf(fieldsOf(quantities), leftOf),
    restock: restocks.find((each) => each === restock) ?? 'no_restock',
    shipping,
    amount,
    method: (order.customer && refundMethods.find((each) => each === method)) ?? 'original',
    credit: typeof credit === 'string' ? credit : '',
  };
}
