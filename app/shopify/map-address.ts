import { createHash } from 'node:crypto';
import type { OrderId } from '#app/domain/ids.ts';
import { addressFields } from '#app/domain/remedy/replacement-address.ts';
import type { Address, ShownAddress } from '#app/domain/remedy/replacement-address.ts';
import type { CountryCode, MailingAddressInput, OrderAddressFragment } from '#app/types/admin.generated.ts';

/** The order's shipping address with its print; all empty where the order has none. */
export function readAddress(orderId: OrderId, { shippingAddress }: OrderAddressFragment): ShownAddress {
  const { countryCodeV2 = null, provinceCode = null, province = null, ...others } = shippingAddress ?? {};
  const wire: Partial<Address> = { ...others, countryCode: countryCodeV2, province: provinceCode ?? province };
  // Shopify sends '' and null for the same thing.
  const parts = addressFields.map((field) => [field, wire[field]?.trim() || null] as const);
  const fields = Object.fromEntries(parts) as Address;
  return { fields, fingerprint: printOf(orderId, parts) };
}

/** Tells two addresses apart, and cannot be read back. */
const printOf = (orderId: OrderId, parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([orderId, parts]))
    .digest('hex')
    .slice(0, 32);

/** An address as an input takes it. A country that is none is refused by Shopify in its own words. */
export const writeAddress = ({ countryCode, province, ...address }: Address): MailingAddressInput => ({
  ...address,
  countryCode: countryCode as CountryCode | null,
  // Not every region has a code, and some are typed by name.
  ...(province !== null && /^[A-Z0-9-]{1,6}$/.test(province) ? { provinceCode: province } : { province }),
});
