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

/** What the customer has answered when she was asked whether the address is right. */
export type AnsweredAddress = {
  /** Of the question. */
  id: string;
  answer: 'confirmed' | 'corrected';
  /** Where she wants it, whole. */
  fields: Address;
  /** The print of the order's address as it was when she was asked. */
  fingerprint: string;
  /** ISO. */
  at: string;
};

/**
 * `confirmed`: the print of the order's address that somebody has looked at and called right, or corrected. `answer`: the
 * customer's answer that was shown beside it; absent = none was.
 */
export type AskedAddress = { confirmed: string | null; corrected: Corrections; answer?: string };

/** Where it is sent: of the address only what was corrected. `answer`: the customer's own, where it is what she has answered. */
export type SentTo = { confirmed: string; corrected: Corrections; answer?: string };

export type AddressProblem =
  | { kind: 'address_not_confirmed' }
  | { kind: 'address_changed' }
  /** The customer has answered, since somebody looked at it, that she wants it somewhere else. */
  | { kind: 'address_answered' }
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

/** What has to be corrected of the order's address to make it the customer's own. */
export function toTheirs(shown: Address, { fields }: AnsweredAddress): Corrections {
  const whole = addressFields.map((field) => [field, fields[field] ?? ''] as const);
  return corrections(shown, Object.fromEntries(whole));
}

/** Whether that, with these corrections, is where the customer wants it. */
export const isTheirs = (shown: Address, changed: Corrections, answered: AnsweredAddress): boolean =>
  Object.keys(toTheirs(corrected(shown, corrections(shown, changed)), answered)).length === 0;

/** Whether her answer still speaks of the order as it is: else somebody has changed the order after she was asked. */
export const answersThis = (shown: ShownAddress, answered: AnsweredAddress): boolean =>
  answered.fingerprint === shown.fingerprint || isTheirs(shown.fields, {}, answered);

/** Where it will be sent, when nothing speaks against it (`addressProblem`). */
export function sentTo(asked: AskedAddress, shown: ShownAddress, answered: AnsweredAddress | null): SentTo {
  const changed = corrections(shown.fields, asked.corrected);
  const to = { confirmed: shown.fingerprint, corrected: changed };
  return answered && isTheirs(shown.fields, changed, answered) ? { ...to, answer: answered.id } : to;
}

/** Why nothing can be sent there: it lacks something, or nobody has looked at it, or at her answer, as it is now. */
export function addressProblem(
  asked: AskedAddress,
  shown: ShownAddress,
  answered: AnsweredAddress | null,
): AddressProblem | null {
  const missing = missingFields(corrected(shown.fields, corrections(shown.fields, asked.corrected)));
  if (missing.length > 0) return { kind: 'address_incomplete', missing };
  if (asked.confirmed === null) return { kind: 'address_not_confirmed' };
  if (asked.confirmed !== shown.fingerprint) return { kind: 'address_changed' };
  const unseen = answered && asked.answer !== answered.id && !isTheirs(shown.fields, asked.corrected, answered);
  return unseen ? { kind: 'address_answered' } : null;
}
