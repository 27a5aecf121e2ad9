import type { OrderId } from '#app/domain/ids.ts';
import { subtract, toDecimal } from '#app/domain/money.ts';
import type { Found, IssueOutcome, ReadProblem, RemedyCalls, Step, WithCase } from '#app/domain/remedy/plug.ts';
import { expiryOf } from '#app/domain/remedy/store-credit.ts';
import type { StoreCreditFacts, StoreCreditProof } from '#app/domain/remedy/store-credit.ts';
import {
  claim,
  claimOf,
  forgotten,
  markAfter,
  markOf,
  ourCredit,
  ourDebit,
  progressOf,
} from '#app/domain/remedy/store-credit-entries.ts';
import type { CreditEntry } from '#app/domain/remedy/store-credit-entries.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import {
  GiveStoreCreditDocument,
  ReadStoreCreditDocument,
  TakeStoreCreditDocument,
} from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readBasis } from '../map-basis.ts';
import { readMoney, writeMoney } from '../map-money.ts';
import { readProblem } from '../read-problem.ts';
import { accountOf, entriesSince, readCreditEntry } from '../store-credit-account.server.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { notDone, notLooked } from './not-done.ts';

const writeScope = 'write_store_credit_account_transactions';

/** Whether the customer can be given store credit, and what she has (one read). */
async function readFacts(
  options: TransportOptions,
  orderId: OrderId,
): Promise<Result<Omit<StoreCreditFacts, keyof WithCase>, ReadProblem>> {
  const end = await read(options, ReadStoreCreditDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, shop, storeCreditConfiguration } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const accounts = order.customer?.storeCreditAccounts.nodes ?? [];
  const account = accounts.find((each) => each.balance.currencyCode === order.presentmentCurrencyCode);
  const newAccounts = shop.customerAccountsV2.customerAccountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  return ok({
    ...readBasis(orderId, order),
    timeZone: shop.ianaTimezone,
    usable: storeCreditConfiguration.storeCreditEnabled && newAccounts,
    balance: account ? readMoney(account.balance) : null,
  });
}

/**
 * Gives the credit. Shopify would give a second one to whoever asks again, so the account's mark is committed before the
 * call, and where there is one already, what came after it is looked at first.
 */
async function execute(options: TransportOptions, step: Step<'store_credit'>): Promise<IssueOutcome<'store_credit'>> {
  const { plan, identity, progress, remember } = step;
  if (markOf('credit', progress)) {
    const before = await findExisting(options, step);
    if (!before.ok) return notLooked(before.error, writeScope);
    if (before.value) return { outcome: 'succeeded', found: before.value };
  } else {
    const account = await accountOf(options, plan.customerId, plan.amount.currency);
    if (!account.ok) return notLooked(account.error, writeScope);
    const mark = markAfter(account.value?.newest ?? []);
    await remember({ ...progressOf('credit', mark), ...(account.value && { account: account.value.id }) });
  }
  const end = await call(options, GiveStoreCreditDocument, {
    customer: toGid('Customer', plan.customerId),
    input: {
      creditAmount: writeMoney(plan.amount),
      expiresAt: expiryOf(plan, identity.remedyId),
      notify: true,
    },
  });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const payload = end.data.storeCreditAccountCredit;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  const given = payload?.storeCreditAccountTransaction;
  if (!given) return { outcome: 'unknown', detail: 'an answer without a credit' };
  return { outcome: 'succeeded', found: found(readCreditEntry(given), fromGid(given.account.id)) };
}

function found(entry: CreditEntry, accountId: string): Found<'store_credit'> {
  const transactionId = entry.id ?? '';
  const { amount, expiresAt, at: createdAt } = entry;
  const proof: StoreCreditProof = { transactionId, accountId, amount, expiresAt, createdAt };
  // What is on the account has arrived.
  return { externalId: transactionId, standing: 'settled', proof };
}

/** The account that the remedy writes to: the one that was remembered, or that the credit itself has opened. */
async function accountIdOf(
  options: TransportOptions,
  { plan, progress }: Step<'store_credit'>,
): Promise<Result<string | null, ReadProblem>> {
  if (progress['account'] !== undefined) return ok(progress['account']);
  const account = await accountOf(options, plan.customerId, plan.amount.currency);
  return account.ok ? ok(account.value?.id ?? null) : account;
}

/** The credit with our second in its expiry, among what came after the mark. */
async function findExisting(
  options: TransportOptions,
  step: Step<'store_credit'>,
): Promise<Result<Found<'store_credit'> | null, ReadProblem>> {
  const { plan, identity, progress } = step;
  const mark = markOf('credit', progress);
  if (!mark) return ok(null);
  const accountId = await accountIdOf(options, step);
  if (!accountId.ok) return accountId;
  if (accountId.value === null) return ok(null);
  const entries = await entriesSince(options, accountId.value, mark);
  if (!entries.ok) return entries;
  const expiresAt = expiryOf(plan, identity.remedyId);
  const ours = ourCredit(entries.value, mark, { expiresAt, amount: plan.amount });
  return ok(ours && found(ours, accountId.value));
}

/**
 * Takes the credit back by a debit of its amount, whole or not at all. A debit bears no mark whatsoever: it is sent once,
 * and after that only looked for.
 */
async function undo(options: TransportOptions, step: Step<'store_credit'>): Promise<IssueOutcome<'store_credit'>> {
  const { plan, externalId, progress, remember, laneMates, now } = step;
  const accountId = await accountIdOf(options, step);
  if (!accountId.ok) return notLooked(accountId.error, writeScope);
  const given = markOf('credit', progress);
  if (accountId.value === null || !given) return { outcome: 'unknown', detail: 'the account cannot be found' };
  const entries = await entriesSince(options, accountId.value, given);
  if (!entries.ok) return notLooked(entries.error, writeScope);
  const ours = entries.value.find((entry) => entry.type === 'credit' && entry.id === externalId);
  if (!ours) return { outcome: 'unknown', detail: 'the credit cannot be found on the account' };
  const undone: IssueOutcome<'store_credit'> = {
    outcome: 'succeeded',
    found: { ...found(ours, accountId.value), standing: 'undone' },
  };

  const sentBefore = markOf('debit', progress);
  if (sentBefore) {
    const others = new Set((await laneMates()).flatMap((each) => claimOf(each) ?? []));
    const debitId = ourDebit(entries.value, sentBefore, plan.amount, others)?.id;
    if (!debitId) return { outcome: 'unknown', detail: 'a debit was sent, and is not on the account' };
    await remember(claim(debitId));
    return undone;
  }
  const no = whyNotTaken(ours, now);
  if (no !== null) return { outcome: 'refused', code: 'invalid', messages: [no] };
  await remember(progressOf('debit', markAfter(entries.value)));
  const end = await debit(options, step, accountId.value);
  if (end.outcome === 'succeeded') {
    await remember(claim(end.debitId));
    return undone;
  }
  // Certainly not carried out: the next attempt begins anew. Dying before this is committed leaves it in doubt, no more.
  if (end.outcome !== 'unknown') await remember(forgotten('debit'));
  return end;
}

type DebitEnd = { outcome: 'succeeded'; debitId: string } | Exclude<IssueOutcome<never>, { outcome: 'succeeded' }>;

async function debit(options: TransportOptions, { plan }: Step<'store_credit'>, accountId: string): Promise<DebitEnd> {
  const end = await call(options, TakeStoreCreditDocument, {
    account: toGid('StoreCreditAccount', accountId),
    input: { debitAmount: writeMoney(plan.amount) },
  });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const payload = end.data.storeCreditAccountDebit;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  const taken = payload?.storeCreditAccountTransaction;
  return taken
    ? { outcome: 'succeeded', debitId: fromGid(taken.id) }
    : { outcome: 'unknown', detail: 'an answer without a debit' };
}

/** What is spent cannot be taken back, and what has expired is gone: a debit would take other money of hers. */
function whyNotTaken({ amount, remaining, expiresAt }: CreditEntry, now: Date): string | null {
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) return 'The credit has expired.';
  if (!remaining || remaining.minor >= amount.minor) return null;
  const spent = subtract(amount, remaining);
  return `${toDecimal(spent)} of ${toDecimal(amount)} ${amount.currency} has been spent already, so it cannot be taken back.`;
}

/** Store credit by `storeCreditAccountCredit`, which knows no key. */
export const storeCreditCalls = (options: TransportOptions): RemedyCalls<'store_credit'> => ({
  read: (orderId) => readFacts(options, orderId),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  watch: (step) => findExisting(options, step),
  undo: (step) => undo(options, step),
});
