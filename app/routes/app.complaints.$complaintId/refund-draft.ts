import { fieldsOf, quantitiesOf } from '#app/components/kept-fields.ts';
import { parseRequestId } from '#app/domain/ids.ts';
import type { RequestId } from '#app/domain/ids.ts';
import type { RestockType } from '#app/domain/remedy/refund.ts';
import type { ComplaintPage } from '#app/services/views.ts';

/** What can become of the items, in the order in which it is offered. */
export const restocks = ['no_restock', 'return', 'cancel'] as const satisfies readonly RestockType[];

/** What is chosen and typed in the refund form. Amounts stay text: the server reads them. */
export type RefundDraft = {
  kind: 'lines' | 'amount';
  /** Chosen quantity by line; a line that is not chosen is absent. */
  quantities: Record<string, number>;
  restock: RestockType;
  shipping: string;
  amount: string;
  reason: string;
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
    kind: partial ? 'amount' : 'lines',
    quantities,
    restock: 'no_restock',
    shipping: '',
    amount: '',
    reason: '',
  };
}

/** A draft with the id it will be given under: pressed again after a reload, it is still the same request. */
export type KeptRefund = {
  /** The remedy that was the latest then; a draft from before another one is not brought back, lest it be given twice. */
  after: string;
  draft: RefundDraft;
  requestId: RequestId;
};

/** A draft as this browser has kept it, as far as the order still allows; null when it is about an earlier state. */
export function readKept(kept: Record<string, unknown>, page: ComplaintPage, after: string): KeptRefund | null {
  const requestId = parseRequestId(kept['requestId']);
  const { kind, quantities, restock, shipping, amount, reason } = fieldsOf(kept['draft']);
  if (kept['after'] !== after || requestId === null || (kind !== 'lines' && kind !== 'amount')) return null;
  if (typeof shipping !== 'string' || typeof amount !== 'string' || typeof reason !== 'string') return null;
  const leftOf = (lineItemId: string) => page.order.lines.find((line) => line.id === lineItemId)?.refundableQuantity;
  const draft: RefundDraft = {
    kind,
    quantities: quantitiesOf(quantities, leftOf),
    restock: restocks.find((each) => each === restock) ?? 'no_restock',
    shipping,
    amount,
    reason,
  };
  return { after, draft, requestId };
}

/** Whether anything is asked for at all. */
export function asksSomething(draft: RefundDraft): boolean {
  if (draft.kind === 'amount') return draft.amount.trim() !== '';
  return Object.keys(draft.quantities).length > 0 || draft.shipping.trim() !== '';
}

/** The refund itself, as form fields; the same for the preview and for the real thing. */
export function requestFields(draft: RefundDraft, currency: string): URLSearchParams {
  const form = new URLSearchParams();
  form.set('currency', currency);
  form.set('kind', draft.kind);
  if (draft.kind === 'amount') form.set('amount', draft.amount);
  else {
    form.set('shipping', draft.shipping);
    form.set('restock', draft.restock);
    for (const [lineItemId, quantity] of Object.entries(draft.quantities))
      form.append('lines', `${lineItemId}:${quantity}`);
  }
  return form;
}

/** Two drafts with the same key ask for the same refund. */
export function requestKey(draft: RefundDraft): string {
  const { kind, quantities, restock, shipping, amount } = draft;
  return kind === 'amount' ? `amount ${amount.trim()}` : JSON.stringify([quantities, restock, shipping.trim()]);
}
