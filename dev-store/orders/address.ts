import { z } from 'zod';
import type { Address } from '../state/types.ts';

const text = z.string().nullish();

/** A coerced `MailingAddressInput`. */
export const addressInput = z.object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  provinceCode: text,
  zip: text,
  country: text,
  countryCode: text,
  phone: text,
});

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** An address as the store keeps it; the country's name follows from its code. */
export function readAddress(given: z.infer<typeof addressInput>): Address {
  const countryCode = given.countryCode ?? '';
  return {
    firstName: given.firstName ?? null,
    lastName: given.lastName ?? null,
    company: given.company ?? null,
    address1: given.address1 ?? null,
    address2: given.address2 ?? null,
    city: given.city ?? null,
    province: given.province ?? given.provinceCode ?? null,
    provinceCode: given.provinceCode ?? null,
    zip: given.zip ?? null,
    country: given.country ?? (countryCode === '' ? '' : (NAMES.of(countryCode) ?? countryCode)),
    countryCode,
    phone: given.phone ?? null,
  };
}

/** True for what Shopify takes as an e-mail address; its own rule is not published. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** True for what passes as a phone number: "not a phone" does not [W]. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]{5,20}$/.test(text);
}
