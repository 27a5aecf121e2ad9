import { z } from 'zod';
import type { RefundMethod, RefundRequest } from '#app/domain/remedy/refund.ts';
import { currencyField, idField, readAmount } from './wire-fields.server.ts';
import { refundMethods, restocks } from './refund-draft.ts';
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
  method: z.enum(refundMethods).default('original'),
  credit: z.string().default(''),
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
      case 'no_store_credit':
        return 'method';
      case 'credit_out_of_range':
        return 'credit';
      case 'nothing_asked':
      case 'currency_differs':
      case 'nothing_refundable':
        return '';
    }
  },
};

type Fields = z.output<typeof refundFields>;

function readRequest(fields: Fields, issues: z.core.$RefinementCtx): RefundRequest {
  const method = readMethod(fields, issues);
  const way = method ? { method } : {};
  if (fields.what === 'amount') return { kind: 'amount', amount: readAmount('amount', fields, issues), ...way };
  // "0" and nothing say the same of shipping.
  const noShipping = /^0*(\.0*)?$/.test(fields.shipping.trim());
  return {
    kind: 'lines',
    lines: fields.lines.map((line) => ({ ...line, restock: fields.restock })),
    shipping: noShipping ? null : readAmount('shipping', fields, issues),
    ...way,
  };
}

/** Null: back the way it was paid, which the request says by saying nothing. */
function readMethod(fields: Fields, issues: z.core.$RefinementCtx): RefundMethod | null {
  switch (fields.method) {
    case 'original':
      return null;
    case 'store_credit':
      return { kind: 'store_credit' };
    case 'split':
      return { kind: 'split', credit: readAmount('credit', fields, issues) };
  }
}
