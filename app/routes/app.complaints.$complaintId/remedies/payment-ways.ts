import type { Formats } from '#app/components/formats.ts';
import type { Refundable, RefundPlan } from '#app/domain/remedy/refund.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';

/** How money comes back, payment by payment: "Visa ending in 4242", "the gift card they paid with (€10.00)". */
export function waysBack(
  { parts }: Pick<RefundPlan, 'parts'>,
  parents: Refundable['parents'],
  { money }: Pick<Formats, 'money'>,
): string[] {
  return parts.map((part) => {
    const label = parents.find((each) => each.transactionId === part.parentId)?.label ?? part.gateway;
    return texts.ways[part.goes ?? 'payment'](label, parts.length > 1 ? money(part.amount) : null);
  });
}

/** What a refund through a payment that was made by hand leaves to the shop; null where there is none. */
export const leftToPayByHand = ({ parts }: Pick<RefundPlan, 'parts'>): string | null =>
  parts.some((part) => part.goes === 'by_hand') ? texts.byHand : null;
