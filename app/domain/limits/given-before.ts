import type { ComplaintId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Order, OrderRefund } from '../order.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import type { HeldRemedy } from '../remedy/plug.ts';

/** Why the same incident may be paid for twice: what has been given for it already, or may still be taken back for it. */
export type GivenBefore =
  /** The customer's bank is asking; it may take the money back. */
  | { kind: 'inquiry' }
  /** Somebody refunded it past Amends; or Shopify, after we had given it up. */
  | { kind: 'refund_elsewhere'; refundId: string; amount: Money; at: string }
  /** Held or given on another complaint about the same items. */
  | { kind: 'other_complaint'; complaintId: ComplaintId; complaintNumber: number; remedy: RemedyKind; amount: Money };

/** A remedy of ours on the order that is held or given, seen from one of the order's complaints. */
export type CountedRemedy = HeldRemedy & {
  complaintId: ComplaintId;
  complaintNumber: number;
  amount: Money;
  externalId: string | null;
  /** Its complaint names an item that this one names too. */
  sameItems: boolean;
};

export type CasePast = {
  complaintId: ComplaintId;
  /** Ids of the items that the complaint is about. */
  items: readonly string[];
  order: Pick<Order, 'lines' | 'refunds' | 'disputes'>;
  /** Every remedy of ours on the order, this complaint's too. */
  counted: readonly CountedRemedy[];
};

/**
 * What speaks against giving anything on a complaint before somebody has said why: one incident, one payment. What was
 * given on this complaint itself does not: it is the same case, and the limit on a case counts it. Pure.
 */
export function givenBefore({ complaintId, items, order, counted }: CasePast): GivenBefore[] {
  const inquiries = order.disputes.some((dispute) => dispute.open && dispute.type === 'inquiry');
  return [
    ...(inquiries ? [{ kind: 'inquiry' } as const] : []),
    ...refundsElsewhere(items, order, counted),
    ...counted
      .filter((each) => each.complaintId !== complaintId && each.sameItems)
      .map(({ complaintId: on, complaintNumber, kind: remedy, amount }) => ({
        kind: 'other_complaint' as const,
        complaintId: on,
        complaintNumber,
        remedy,
        amount,
      })),
  ];
}

/**
 * Refunds that none of our remedies counts. Shopify's copy of a refund names no items, but each item says how many of it were refunded: where
 * others were and these were not, the refunds were for those. A refund of an amount may be for anything, so it counts.
 */
function refundsElsewhere(
  items: readonly string[],
  { lines, refunds }: CasePast['order'],
  counted: CasePast['counted'],
): GivenBefore[] {
  const elsewhere = refunds.filter((refund) => !isCounted(refund, counted) && !cameToNothing(refund));
  const touched = lines.filter((line) => line.quantity - line.refundableQuantity > unitsOfOurs(line.id, counted));
  const onlyOthers = touched.length > 0 && !touched.some((line) => items.includes(line.id));
  if (onlyOthers) return [];
  return elsewhere.map(({ id, amount, createdAt }) => ({
    kind: 'refund_elsewhere',
    refundId: id,
    amount,
    at: createdAt,
  }));
}

/**
 * Whether a refund is one that we hold or have given: by its id, by its mark as long as its remedy knows no id yet. One with the
 * mark of a remedy that was given up has come after it, and is counted nowhere; a second one of a remedy is not either.
 */
const isCounted = ({ id, remedyId }: OrderRefund, counted: CasePast['counted']): boolean =>
  counted.some((each) => each.externalId === id || (each.externalId === null && each.remedyId === remedyId));

const cameToNothing = ({ transactions }: OrderRefund): boolean =>
  transactions.length > 0 && transactions.every(({ status }) => status === 'failure' || status === 'error');

const unitsOfOurs = (lineItemId: string, counted: CasePast['counted']): number =>
  counted
    .flatMap((each) => (each.kind === 'refund' ? each.plan.lines : []))
    .filter((line) => line.lineItemId === lineItemId)
    .reduce((units, line) => units + line.quantity, 0);
