/** Where a parcel goes, by the names that Shopify gives to the parts of an address. */
export const addressFields = [
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'province',
  'zip',
  'countryCode',
  'phone',
] as const;
export type AddressField = (typeof addressFields)[number];

/** An address as an order has it; null = nothing is written there. */
export type Address = Readonly<Record<AddressField, string | null>>;

/** What is to be written differently; an empty text takes a field away. */
export type Corrections = Readonly<Partial<Record<AddressField, string>>>;

/** An order's address, and a print of it that tells whether it is still the same without keeping it. */
export type ShownAddress = { fields: Address; fingerprint: string };

/** `confirmed`: the print of the order's address that somebody has looked at and called right, or corrected. */
export type AskedAddress = { confirmed: string | null; corrected: Corrections };

export type AddressProblem =
  | { kind: 'address_not_confirmed' }
  | { kind: 'address_changed' }
  | { kind: 'address_incomplete'; missing: AddressField[] };

/** Only what really differs: what says the same as the order is not kept. */
export function corrections(address: Address, typed: Corrections): Corrections {
  const changed: Partial<Record<AddressField, string>> = {};
  for (const field of addressFields) {
    const text = typed[field]?.trim();
    if (text !== undefined && text !== (address[field] ?? '')) changed[field] = text;
  }
  return changed;
}

export function corrected(address: Address, changed: Corrections): Address {
  const parts = addressFields.map((field) => [field, changed[field] ?? address[field]] as const);
  return Object.fromEntries(parts.map(([field, text]) => [field, text === '' ? null : text])) as Address;
}

/** What a carrier cannot do without. A name may stand in either field; provinces and codes differ by country. */
export function missingFields(address: Address): AddressField[] {
  const needed: AddressField[] = ['address1', 'city', 'countryCode'];
  const missing = needed.filter((field) => address[field] === null);
  return address.firstName === null && address.lastName === null && address.company === null
    ? ['lastName', ...missing]
    : missing;
}

/** Why nothing can be sent there: it lacks something, or nobody has looked at it as it is now. */
export function addressProblem(asked: AskedAddress, shown: ShownAddress): AddressProblem | null {
  const missing = missingFields(corrected(shown.fields, corrections(shown.fields, asked.corrected)));
  if (missing.length > 0) return { kind: 'address_incomplete', missing };
  if (asked.confirmed === null) return { kind: 'address_not_confirmed' };
  return asked.confirmed === shown.fingerprint ? null : { kind: 'address_changed' };
}
