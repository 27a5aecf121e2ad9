import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { accessDenied, shopifyError } from '../engine/errors.ts';
import { idOf } from '../gid.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import { wholeSecond } from '../graphql/time.ts';
import { parseMinor } from '../money.ts';
import { addGiftCard } from '../state/benefits-index.ts';
import type { CodedError, GiftCard } from '../state/types.ts';
import { issueLimit, limitText } from './limits.ts';
import { cardByCode, randomCode } from './ledger.ts';

const createInput = z.object({
  code: z.string().nullish(),
  crossCurrencyRedemptionStrategy: z.enum(['MARKET_FX', 'NONE', 'SPOT_FX']).nullish(),
  customerId: z.string().nullish(),
  expiresOn: z.string().nullish(),
  initialAmount: z.object({ amount: z.string(), currencyCode: z.string() }).nullish(),
  initialValue: z.string().nullish(),
  note: z.string().nullish(),
  recipientAttributes: z
    .object({
      id: z.string(),
      message: z.string().nullish(),
      preferredName: z.string().nullish(),
      sendNotificationAt: z.string().nullish(),
    })
    .nullish(),
  templateSuffix: z.string().nullish(),
});

type Input = z.infer<typeof createInput>;

/** Said where the plan has no gift cards [W, modelled by the source of the recordings]. */
export const NO_GIFT_CARDS = refused(null, 'Gift cards are unavailable on your plan.', null);

/** `giftCardCreate`. The full code is told once, here [S]; a chosen code that is in use refuses a repeat [W]. */
export const giftCardCreate = mutation(['giftCard', 'giftCardCode'], (args, context) => {
  if (context.shop.giftCards === false) return NO_GIFT_CARDS;
  const input = createInput.parse(args['input']);
  checkCustomerScope(context, input);
  const value = valueOf(context, input);
  if ('errors' in value) return value;
  const problem =
    customerProblem(context, input) ?? codeProblem(context, input.code ?? null) ?? recipientProblem(context, input);
  if (problem !== null) return { errors: [problem] };
  const card = make(context, input, value);
  addGiftCard(context.store, card);
  return { payload: { giftCard: card, giftCardCode: card.code } };
});

/** Naming a customer "requires `write_customers`" [S]; how the lack of it is worded is assumed. */
function checkCustomerScope(context: Context, input: Input): void {
  const text = '`write_customers` access scope.';
  if (input.customerId == null && input.recipientAttributes == null) return;
  if (!context.allows({ scopes: ['write_customers'], text })) throw accessDenied('giftCardCreate', text);
}

type Value = { amount: number; currency: string };

function valueOf({ shop }: Context, input: Input): Value | Extract<Outcome, { errors: unknown }> {
  const inAmount = input.initialAmount ?? null;
  const field = ['input', inAmount === null ? 'initialValue' : 'initialAmount'];
  const text = inAmount?.amount ?? input.initialValue ?? null;
  const currency = inAmount?.currencyCode ?? shop.currency;
  const errors = (message: string, code: string): Extract<Outcome, { errors: unknown }> => ({
    errors: [{ field, message, code }],
  });
  // Both optional in the schema; what neither of them answers is not recorded.
  if (text === null) return errors("can't be blank", 'MISSING_ARGUMENT');
  if (!shop.presentmentCurrencies.includes(currency)) return errors('currency is not supported by the shop', 'INVALID');
  const amount = parseMinor(text, currency);
  if (amount === null || amount <= 0) return errors('must be greater than 0', 'GREATER_THAN');
  const limit = issueLimit(shop, currency);
  if (amount > limit) return errors(`can't exceed ${limitText(limit, currency)}`, 'GIFT_CARD_LIMIT_EXCEEDED');
  return { amount, currency };
}

/** A customer who does not exist is told before a bad code [W]. */
function customerProblem({ store, shop }: Context, { customerId }: Input): CodedError | null {
  if (customerId == null || store.customer(shop.domain, idOf(customerId)) !== undefined) return null;
  return { field: ['input', 'customerId'], message: 'The customer could not be found.', code: 'CUSTOMER_NOT_FOUND' };
}

function codeProblem({ store, shop }: Context, code: string | null): CodedError | null {
  const field = ['input', 'code'];
  if (code === null) return null;
  if (code.length < 8) return { field, message: 'Code must be at least 8 characters long', code: 'TOO_SHORT' };
  if (code.length > 20) return { field, message: 'Code must be at most 20 characters long', code: 'TOO_LONG' };
  if (!/^[a-z0-9]+$/i.test(code))
    return { field, message: 'Code can only contain letters(a-z) and numbers(0-9)', code: 'INVALID' };
  // Recorded without a code, although the enum has TAKEN.
  if (cardByCode(store, shop.domain, code) !== undefined)
    return { field, message: 'Code has already been taken', code: null };
  return null;
}

const NINETY_DAYS_MS = 90 * 86_400_000;

function recipientProblem({ store, shop }: Context, { recipientAttributes: to }: Input): CodedError | null {
  if (to == null) return null;
  // Too long is no userError but an error of the field [W].
  if ((to.preferredName?.length ?? 0) > 255) throw tooLong('preferredName', 255);
  if ((to.message?.length ?? 0) > 200) throw tooLong('message', 200);
  const at = (name: string, message: string, code = 'INVALID'): CodedError => ({
    field: ['input', 'recipientAttributes', name],
    message,
    code,
  });
  if (store.customer(shop.domain, idOf(to.id)) === undefined)
    return at('id', 'Recipient could not be found', 'RECIPIENT_NOT_FOUND');
  for (const [name, label] of [
    ['preferredName', 'Preferred name'],
    ['message', 'Message'],
  ] as const) {
    if (to[name] === '') return at(name, `${label} can't be blank`);
    if (/<[^>]+>/.test(to[name] ?? '')) return at(name, `${label} cannot contain HTML tags`);
  }
  if (to.sendNotificationAt == null) return null;
  const wait = Date.parse(to.sendNotificationAt) - store.now();
  const tooFar = wait < 0 || wait > NINETY_DAYS_MS;
  return tooFar ? at('sendNotificationAt', 'Send notification at must be within 90 days from now') : null;
}

function tooLong(name: string, most: number): Error {
  return shopifyError(`${name} is too long (maximum is ${most})`, 'INVALID_FIELD_ARGUMENTS');
}

function make({ store, shop }: Context, input: Input, value: Value): GiftCard {
  const id = store.nextId();
  const now = store.nowIso();
  const to = input.recipientAttributes ?? null;
  return {
    id,
    shop: shop.domain,
    code: input.code?.toLowerCase() ?? randomCode(id),
    currency: value.currency,
    initialValue: value.amount,
    balance: value.amount,
    note: input.note ?? null,
    templateSuffix: input.templateSuffix ?? null,
    customerId: input.customerId == null ? null : idOf(input.customerId),
    recipient:
      to === null
        ? null
        : {
            customerId: idOf(to.id),
            message: to.message ?? null,
            preferredName: to.preferredName ?? null,
            sendNotificationAt: to.sendNotificationAt == null ? null : wholeSecond(to.sendNotificationAt),
          },
    expiresOn: input.expiresOn ?? null,
    createdAt: now,
    updatedAt: now,
    deactivatedAt: null,
    source: 'api_client',
    crossCurrency: input.crossCurrencyRedemptionStrategy ?? (value.currency === shop.currency ? 'MARKET_FX' : 'NONE'),
    transactions: [],
  };
}
