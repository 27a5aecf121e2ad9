import { createHash } from 'node:crypto';
import type { ShopId } from '#app/domain/ids.ts';

/**
 * Who a customer is for the limits: Shopify's id, or for a guest a print of her e-mail, so that the ledger holds no
 * address. Null for somebody who left neither.
 */
export function customerKeyOf(
  shopId: ShopId,
  { customerId, customerEmail }: { customerId: string | null; customerEmail: string | null },
): string | null {
  if (customerId !== null) return customerId;
  const email = customerEmail?.trim().toLowerCase();
  if (!email) return null;
  return `guest:${createHash('sha256').update(`${shopId} ${email}`).digest('hex').slice(0, 32)}`;
}
