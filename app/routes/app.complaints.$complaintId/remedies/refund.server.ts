import { z } from 'zod';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { currencyField, idField, readAmount } from './wire-fields.server.ts';
import { restocks } from './refund-draft.ts';
import type { RemedyWire } from './wire.server.ts';

const refundFields = z.object({
  what: z.enum(['lines', 'amount']),
  currency: currencyField,
  lines: z
    .array(z.object({ lineItemId: idField, quantity: z.int().min(1).max(999_999) }))
    .max(250)
    .default([]),
  restock: z.enum(restocks).default('no_restock'),
  shipping: z.string().default(''),
  amount: z.string().default(''),
});

/** A refund as its form sends it. */
export const refundWire: RemedyWire<'refund'> = {
  schema: refundFields.transform(readRequest),
  fieldOf: (problem, ask) => {
    switch (problem.kind) {
      case 'unknown_line':
      case 'quantity_too_large':
        return 'lines';
      case 'shipping_too_large':
        return 'shipping';
      case 'more_than_refundable':
        return ask.kind === 'amount' ? 'amount' : 'lines';
      case 'nothing_asked':
      case 'currency_differs':
      case 'nothing_refundable':
        return '';
    }
  },
};

function readRequest(fields: z.output<typeof refundFields>, issues: z.core.$RefinementCtx): RefundRequest {
  if (fields.what === 'amount') return { kind: 'amount', amount: readAmount('amount', fields, issues) };
  // "0" and nothing say the same of shipping.
  const noShipping = /^0*(\.0*)?$/.test(fields.shipping.trim());
  return {
    kind: 'lines',
    lines: fields.lines.map((line) => ({ ...line, restock: fields.restock })),
    shipping: noShipping ? null : readAmount('shipping', fields, issues),
  };
}
