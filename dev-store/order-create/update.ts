import { z } from 'zod';
import type { Resolver } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { checkMetafields, keepMetafields } from '../metafields/attach.ts';
import { addressInput, isEmail, isPhone, readAddress } from '../orders/address.ts';
import type { Order } from '../state/types.ts';
import { normalTags } from '../tags/tags.ts';
import { orderUpdated } from '../webhooks/events.ts';

const updateInput = z.object({
  customAttributes: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
  email: z.string().nullish(),
  id: z.string(),
  metafields: z.array(z.unknown()).nullish(),
  note: z.string().nullish(),
  phone: z.string().nullish(),
  poNumber: z.string().nullish(),
  shippingAddress: addressInput.nullish(),
  tags: z.array(z.string()).nullish(),
});

type UpdateAsk = z.infer<typeof updateInput>;
type PlainError = { field: string[] | null; message: string };

/** `orderUpdate`: note, tags, attributes, contact, shipping address, metafields. Its errors are plain [S, W]. */
export const orderUpdate: Resolver<unknown> = (_source, args, context): object => {
  const { store, shop } = context;
  const ask = updateInput.parse(args['input']);
  const order = store.order(shop.domain, idOf(ask.id));
  if (context.forcedUserErrors !== null) return { order: order ?? null, userErrors: context.forcedUserErrors };
  if (order === undefined) return { order: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] };
  const errors = updateErrors(ask);
  if (errors.length > 0) return { order, userErrors: errors };
  change(order, ask);
  order.updatedAt = store.nowIso();
  keepMetafields(store, 'Order', order, ask.metafields ?? []);
  store.touch();
  context.emit(orderUpdated(store, order));
  return { order, userErrors: [] };
};

function change(order: Order, ask: UpdateAsk): void {
  if (ask.note !== undefined) order.note = ask.note;
  if (ask.email !== undefined) order.email = ask.email;
  if (ask.phone !== undefined) order.phone = ask.phone;
  if (ask.poNumber !== undefined) order.poNumber = ask.poNumber;
  if (ask.tags !== undefined) order.tags = normalTags(ask.tags ?? []);
  if (ask.customAttributes !== undefined) {
    order.customAttributes = (ask.customAttributes ?? []).map(({ key, value }) => ({ key, value }));
  }
  if (ask.shippingAddress != null) order.shippingAddress = readAddress(ask.shippingAddress);
}

/** Sentences as recorded [W]: nothing to change, a bad phone, and what an address lacks. */
function updateErrors(ask: UpdateAsk): PlainError[] {
  const { id: _id, ...changes } = ask;
  if (Object.values(changes).every((value) => value === undefined)) {
    return [{ field: null, message: 'No valid update parameters have been provided' }];
  }
  if (ask.phone != null && !isPhone(ask.phone)) return [{ field: ['phone'], message: 'Phone is invalid' }];
  if (ask.email != null && !isEmail(ask.email)) return [{ field: ['email'], message: 'Email is invalid' }];
  const address = ask.shippingAddress == null ? [] : addressErrors(ask.shippingAddress);
  return address.length > 0 ? address : checkMetafields(ask.metafields ?? [], []);
}

/** Last name and ZIP code are recorded for the United States [W]; street, city and other countries' words are assumed. */
function addressErrors(given: z.infer<typeof addressInput>): PlainError[] {
  const lacks = (value: string | null | undefined): boolean => (value ?? '').trim() === '';
  const zip = given.countryCode === 'US' ? 'Enter a ZIP code' : 'Enter a postal code';
  const wanted: [keyof typeof given, string][] = [
    ['lastName', 'Enter a last name'],
    ['address1', 'Enter an address'],
    ['city', 'Enter a city'],
    ['zip', zip],
  ];
  return wanted
    .filter(([name]) => lacks(given[name]))
    .map(([name, message]) => ({ field: ['shippingAddress', name], message }));
}
