import { z } from 'zod';
import { idOf } from '../gid.ts';
import { userError } from '../graphql/mutation.ts';
import { parseMinor } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Order } from '../state/types.ts';
import { disposalErrors, disposeInput, readDisposals, type Disposal } from './dispose.ts';
import type { ReturnSource } from './find.ts';
import type { ExchangeChoice, UnitChoice } from './outcome.ts';
import { processableQuantity } from './quantities.ts';

const money = z.object({ amount: z.string(), currencyCode: z.string() });

const processInput = z.object({
  returnId: z.string(),
  note: z.string().nullish(),
  notifyCustomer: z.boolean().nullish(),
  returnLineItems: z
    .array(z.object({ id: z.string(), quantity: z.number().int(), dispositions: z.array(disposeInput).nullish() }))
    .nullish(),
  exchangeLineItems: z.array(z.object({ id: z.string(), quantity: z.number().int() })).nullish(),
  refundShipping: z.object({ fullRefund: z.boolean().nullish(), shippingRefundAmount: money.nullish() }).nullish(),
  financialTransfer: z
    .object({
      issueRefund: z.object({
        allowOverRefunding: z.boolean().nullish(),
        orderTransactions: z.array(z.object({ parentId: z.string(), transactionAmount: money })),
        refundMethods: z
          .array(z.object({ storeCreditRefund: z.object({ amount: money, expiresAt: z.string().nullish() }) }))
          .nullish(),
      }),
    })
    .nullish(),
});

export type ProcessInput = z.infer<typeof processInput>;

type Entry = { id: number; quantity: number; disposals: Disposal[] };

export type ProcessWish = {
  returnId: number;
  note: string | null;
  notify: boolean;
  lines: Entry[];
  exchanges: { id: number; quantity: number }[];
  raw: ProcessInput;
};

/** Reads a coerced `ReturnProcessInput`. */
export function readProcessInput(input: unknown): ProcessWish {
  const raw = processInput.parse(input);
  return {
    returnId: idOf(raw.returnId),
    note: raw.note ?? null,
    notify: raw.notifyCustomer ?? false,
    lines: (raw.returnLineItems ?? []).map((one) => ({
      id: idOf(one.id),
      quantity: one.quantity,
      disposals: readDisposals(one.dispositions ?? []),
    })),
    exchanges: (raw.exchangeLineItems ?? []).map((one) => ({ id: idOf(one.id), quantity: one.quantity })),
    raw,
  };
}

/** Shipping to refund; an amount overrides `fullRefund` [S]. */
export function shippingOf(raw: ProcessInput, order: Order): { amount: number; full: boolean } {
  const given = raw.refundShipping;
  const amount = given?.shippingRefundAmount;
  if (amount != null) return { amount: parseMinor(amount.amount, order.presentmentCurrency) ?? 0, full: false };
  return { amount: 0, full: given?.fullRefund === true };
}

/**
 * What the lines of a `returnProcess` say against it. An unknown line is recorded [W]; that more than is left to process
 * reads like a wrong quantity elsewhere, and all about exchange lines, is assumed.
 */
export function processLineErrors(store: Store, source: ReturnSource, wish: ProcessWish): CodedError[] {
  const { order, record } = source;
  if (wish.lines.length === 0 && wish.exchanges.length === 0 && wish.raw.financialTransfer == null) {
    return [userError(['input', 'returnLineItems'], 'The array cannot be empty.', 'BLANK')];
  }
  const left = new Map(record.lines.map((line) => [line.id, processableQuantity(record, line)]));
  const errors = wish.lines.flatMap((one, index) => {
    const at = ['input', 'returnLineItems', index];
    const wrong = entryError('Return line item', at, left, one);
    if (wrong !== null) return [wrong];
    return one.disposals.length === 0 ? [] : disposalErrors(store, order.shop, one.disposals, [...at, 'dispositions']);
  });
  const open = new Map(
    record.exchangeLines.map((line) => [
      line.id,
      line.quantity - line.processed.reduce((sum, one) => sum + one.quantity, 0),
    ]),
  );
  const exchanges = wish.exchanges.flatMap((one, index) => {
    const wrong = entryError('Exchange line item', ['input', 'exchangeLineItems', index], open, one);
    return wrong === null ? [] : [wrong];
  });
  return [...errors, ...exchanges];
}

function entryError(
  name: string,
  at: readonly (string | number)[],
  left: Map<number, number>,
  one: { id: number; quantity: number },
): CodedError | null {
  const most = left.get(one.id);
  if (most === undefined) return userError([...at, 'id'], `${name} was not found.`, 'NOT_FOUND');
  if (one.quantity <= 0) return userError([...at, 'quantity'], 'Quantity must be greater than 0', 'GREATER_THAN');
  left.set(one.id, most - one.quantity);
  return one.quantity > most ? userError([...at, 'quantity'], `${name} has an invalid quantity.`, 'INVALID') : null;
}

/** The records behind the ids of a wish that passed its guards. */
export function choicesOf(
  { record }: ReturnSource,
  wish: Pick<ProcessWish, 'exchanges'> & { lines: readonly { id: number; quantity: number }[] },
): { lines: UnitChoice[]; exchanges: ExchangeChoice[] } {
  return {
    lines: wish.lines.flatMap(({ id, quantity }) => {
      const line = record.lines.find((one) => one.id === id);
      return line === undefined ? [] : [{ line, quantity }];
    }),
    exchanges: wish.exchanges.flatMap(({ id, quantity }) => {
      const line = record.exchangeLines.find((one) => one.id === id);
      return line === undefined ? [] : [{ line, quantity }];
    }),
  };
}
