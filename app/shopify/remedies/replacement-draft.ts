import { zero } from '#app/domain/money.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { Step } from '#app/domain/remedy/plug.ts';
import { corrected } from '#app/domain/remedy/replacement-address.ts';
import type { Address } from '#app/domain/remedy/replacement-address.ts';
import type { ReplacementPlanLine } from '#app/domain/remedy/replacement.ts';
import type { CurrencyCode, DraftOrderInput, DraftOrderLineItemInput } from '#app/types/admin.generated.ts';
import { toGid } from '../gid.ts';
import { writeAddress } from '../map-address.ts';
import { writeMoney } from '../map-money.ts';
import { markerOf } from '../map-refund.ts';

/** Whom the order reaches, and where: the original order's, read when it is sent. */
export type Destination = { address: Address; email: string | null; phone: string | null };

/** The tag by which drafts and orders of a remedy are searched for. Tags of drafts hold 40 characters [W]. */
export const tagOf = (remedyId: RemedyId): string => `amends-${remedyId.replaceAll('-', '')}`;

// Stock is set aside while the draft becomes an order, which takes seconds; a draft that is given up lets it go by itself.
const setAsideMs = 60 * 60 * 1000;

/** The draft that becomes the replacement: everything at full price, and a discount of all of it. */
export function draftInput({ plan, identity, now }: Step<'replacement'>, to: Destination): DraftOrderInput {
  const { remedyId, complaintNumber } = identity;
  const complaint = `C-${complaintNumber}`;
  const about = `Replacement for ${plan.orderName}, ${complaint} ${markerOf(remedyId)}`;
  return {
    lineItems: plan.lines.map(lineInput),
    appliedDiscount: { title: 'Replacement', description: complaint, value: 100, valueType: 'PERCENTAGE' },
    // A discount of the order does not reach shipping, so shipping has no price.
    shippingLine: { title: plan.delivery.title ?? 'Free shipping', priceWithCurrency: writeMoney(zero(plan.currency)) },
    // Whatever the shop gives automatically, the replacement is already free.
    acceptAutomaticDiscounts: false,
    presentmentCurrencyCode: plan.currency as CurrencyCode,
    shippingAddress: writeAddress(corrected(to.address, plan.address.corrected)),
    ...(plan.customerId === null ? {} : { purchasingEntity: { customerId: toGid('Customer', plan.customerId) } }),
    ...(to.email === null ? {} : { email: to.email }),
    ...(to.phone === null ? {} : { phone: to.phone }),
    note: plan.note === '' ? about : `${plan.note}\n${about}`,
    tags: ['amends', tagOf(remedyId)],
    customAttributes: [
      { key: 'Replaces order', value: plan.orderName },
      { key: 'Amends complaint', value: complaint },
      { key: 'Amends remedy', value: remedyId },
      ...(plan.card === '' ? [] : [{ key: 'Card', value: plan.card }]),
    ],
    reserveInventoryUntil: new Date(now.getTime() + setAsideMs).toISOString(),
  };
}

const lineInput = ({ variantId, quantity, lineItemId }: ReplacementPlanLine): DraftOrderLineItemInput => ({
  variantId: toGid('ProductVariant', variantId),
  quantity,
  ...(lineItemId === null ? { customAttributes: [{ key: 'Gift', value: 'Yes' }] } : {}),
});
