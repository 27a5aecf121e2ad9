import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import { parseGid } from '../gid.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import { wholeSecond } from '../graphql/time.ts';
import { parseMinor } from '../money.ts';
import type { Customer, StoreCreditAccount, StoreCreditTransaction } from '../state/types.ts';
import { accountById, accountsOf, ADJUSTMENT, balanceOf, credit, debit, openAccount } from './ledger.ts';
import { exceedsLimit } from './limit.ts';
import { notifyOfCredit } from './notice.ts';

/** An entry with the account it stands in. */
export type EntrySource = { account: StoreCreditAccount; entry: StoreCreditTransaction };

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const creditInput = z.object({ creditAmount: money, expiresAt: z.string().nullish(), notify: z.boolean().nullish() });
const debitInput = z.object({ debitAmount: money });

/**
 * `storeCreditAccountCredit`: by account, or by customer, whose account of that currency is opened when missing. A repeat
 * is a second credit: there is no key [S, I]. The checks come in the recorded order: account, expiry, amount, currency [W].
 */
export const storeCreditAccountCredit = mutation(['storeCreditAccountTransaction'], (args, context) => {
  const { store } = context;
  const input = creditInput.parse(args['creditInput']);
  const { currencyCode } = input.creditAmount;
  checkInputCurrency(currencyCode);
  const target = targetOf(context, String(args['id']));
  if (typeof target === 'string') return refuse(target, ['id']);
  const at = (name: string): string[] => ['creditInput', 'creditAmount', name];
  const expiresAt = input.expiresAt == null ? null : wholeSecond(input.expiresAt);
  if (expiresAt !== null && Date.parse(expiresAt) <= store.now())
    return refuse('EXPIRES_AT_IN_PAST', ['creditInput', 'expiresAt']);
  const amount = parseMinor(input.creditAmount.amount, currencyCode);
  if (amount === null || amount <= 0) return refuse('NEGATIVE_OR_ZERO_AMOUNT', at('amount'), 'credit');
  if (target.account !== undefined && target.account.currency !== currencyCode)
    return refuse('MISMATCHING_CURRENCY', at('currencyCode'));
  if (WITHDRAWN_CURRENCIES.has(currencyCode)) return refuse('UNSUPPORTED_CURRENCY', at('currencyCode'));
  if (exceedsLimit(store, context.shop, target.customer, amount, currencyCode))
    return refuse('CREDIT_LIMIT_EXCEEDED', at('amount'));
  const account = target.account ?? openAccount(store, target.customer, currencyCode);
  const entry = credit(store, account, { amount, expiresAt, notified: input.notify === true, ...ADJUSTMENT });
  if (entry.notified) notifyOfCredit(store, target.customer, account, entry);
  return { payload: { storeCreditAccountTransaction: { account, entry } } };
});

/** `storeCreditAccountDebit`: existing accounts only. Recorded order: account, amount, currency, funds [W]. */
export const storeCreditAccountDebit = mutation(['storeCreditAccountTransaction'], (args, context) => {
  const { debitAmount } = debitInput.parse(args['debitInput']);
  checkInputCurrency(debitAmount.currencyCode);
  const target = targetOf(context, String(args['id']));
  const account =
    typeof target === 'string'
      ? undefined
      : (target.account ??
        accountsOf(context.store, target.customer.id).find((one) => one.currency === debitAmount.currencyCode));
  // An owner who does not exist is an account that does not exist here [W].
  if (account === undefined) return refuse('ACCOUNT_NOT_FOUND', ['id']);
  const at = (name: string): string[] => ['debitInput', 'debitAmount', name];
  const amount = parseMinor(debitAmount.amount, debitAmount.currencyCode);
  if (amount === null || amount <= 0) return refuse('NEGATIVE_OR_ZERO_AMOUNT', at('amount'), 'debit');
  if (account.currency !== debitAmount.currencyCode) return refuse('MISMATCHING_CURRENCY', at('currencyCode'));
  if (amount > balanceOf(account)) return refuse('INSUFFICIENT_FUNDS', at('amount'));
  const entry = debit(context.store, account, amount, ADJUSTMENT);
  return { payload: { storeCreditAccountTransaction: { account, entry } } };
});

/** Sentences as recorded [W]; UNSUPPORTED_CURRENCY as the schema describes it. */
const MESSAGES = {
  ACCOUNT_NOT_FOUND: 'Store credit account does not exist',
  OWNER_NOT_FOUND: 'Owner does not exist',
  EXPIRES_AT_IN_PAST: 'The expiry date must be in the future',
  NEGATIVE_OR_ZERO_AMOUNT: 'A positive amount must be used to {verb} a store credit account',
  MISMATCHING_CURRENCY: 'The currency provided does not match the currency of the store credit account',
  UNSUPPORTED_CURRENCY: 'The currency provided is not currently supported',
  CREDIT_LIMIT_EXCEEDED: "The operation would cause the account's credit limit to be exceeded",
  INSUFFICIENT_FUNDS: 'The store credit account does not have sufficient funds to satisfy the request',
};

function refuse(code: keyof typeof MESSAGES, field: string[], verb = ''): Outcome {
  return refused(field, MESSAGES[code].replace('{verb}', verb), code);
}

/** Codes that stand in the enum for what comes out, and are no input [W]. */
const RESULT_ONLY = new Set(['XXX', 'USDC']);

/** Which currencies are "not currently supported" is not documented; here those that no longer exist. */
const WITHDRAWN_CURRENCIES = new Set(['BYR', 'STD', 'VEF', 'HRK', 'LTL', 'LVL']);

function checkInputCurrency(code: string): void {
  if (!RESULT_ONLY.has(code)) return;
  const message = `CurrencyCode "${code}" is invalid. It can only be used as a result and not as an input value.`;
  throw shopifyError(message, 'CURRENCY_CODE_INVALID');
}

type Target = { account: StoreCreditAccount | undefined; customer: Customer };

/** Whom the id means: an account, or a customer as its owner. There are no companies here. */
function targetOf({ store, shop }: Context, id: string): Target | 'ACCOUNT_NOT_FOUND' | 'OWNER_NOT_FOUND' {
  const parsed = parseGid(id);
  if (parsed?.type === 'StoreCreditAccount') {
    const account = accountById(store, shop.domain, parsed.id);
    const customer = account === undefined ? undefined : store.customer(shop.domain, account.customerId);
    return customer === undefined ? 'ACCOUNT_NOT_FOUND' : { account, customer };
  }
  const customer = parsed?.type === 'Customer' ? store.customer(shop.domain, parsed.id) : undefined;
  return customer === undefined ? 'OWNER_NOT_FOUND' : { account: undefined, customer };
}
