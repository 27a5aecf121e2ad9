import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { AccountMark, CreditEntry } from '#app/domain/remedy/store-credit-entries.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CreditAccountDocument, CreditEntriesDocument } from '#app/types/admin.generated.ts';
import type { CreditEntryFragment } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from './gid.ts';
import { readMoney } from './map-money.ts';
import { readProblem } from './read-problem.ts';
import { read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

/**
 * A customer's account in one currency with the entries of its last moments, newest first; null when she has none. An
 * account that was opened just now may not be found by its currency yet: then a mark is set earlier than it could be, and
 * a credit is found later, which harms neither.
 */
export async function accountOf(
  options: TransportOptions,
  customerId: string,
  currency: string,
): Promise<Result<{ id: string; newest: CreditEntry[] } | null, ReadProblem>> {
  const end = await read(options, CreditAccountDocument, {
    customer: toGid('Customer', customerId),
    currency: `currency_code:${currency}`,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  if (!end.data.customer) return err({ kind: 'not_found' });
  const accounts = end.data.customer.storeCreditAccounts.nodes;
  const account = accounts.find((each) => each.balance.currencyCode === currency);
  return ok(account ? { id: fromGid(account.id), newest: account.transactions.nodes.map(readCreditEntry) } : null);
}

const mostPages = 40;

/**
 * The entries of an account that can have come after a mark, newest first, and some of before. Pages through them by
 * the account's id: a search asks an index, which may lag.
 */
export async function entriesSince(
  options: TransportOptions,
  accountId: string,
  mark: AccountMark,
): Promise<Result<CreditEntry[], ReadProblem>> {
  const entries: CreditEntry[] = [];
  let after: string | null = null;
  for (let read = 0; read < mostPages; read += 1) {
    const page = await readPage(options, accountId, after);
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    const oldest = entries.at(-1);
    const past = oldest && mark.at !== null && Date.parse(oldest.at) < Date.parse(mark.at);
    if (past || page.value.next === null) return ok(entries);
    after = page.value.next;
  }
  return err({ kind: 'unavailable', detail: 'more entries than are read' });
}

async function readPage(
  options: TransportOptions,
  accountId: string,
  after: string | null,
): Promise<Result<{ entries: CreditEntry[]; next: string | null }, ReadProblem>> {
  const account = toGid('StoreCreditAccount', accountId);
  const end = await read(options, CreditEntriesDocument, { account, after });
  if (end.kind !== 'answered') return err(readProblem(end));
  if (!end.data.storeCreditAccount) return err({ kind: 'not_found' });
  const { nodes, pageInfo } = end.data.storeCreditAccount.transactions;
  return ok({ entries: nodes.map(readCreditEntry), next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
}

const types: Record<CreditEntryFragment['__typename'], CreditEntry['type']> = {
  StoreCreditAccountCreditTransaction: 'credit',
  StoreCreditAccountDebitTransaction: 'debit',
  StoreCreditAccountDebitRevertTransaction: 'revert',
  StoreCreditAccountExpirationTransaction: 'expiration',
};

/** One entry as it is on the wire. */
export function readCreditEntry(wire: CreditEntryFragment): CreditEntry {
  const credit = wire.__typename === 'StoreCreditAccountCreditTransaction' ? wire : null;
  return {
    id: 'id' in wire ? fromGid(wire.id) : null,
    type: types[wire.__typename],
    at: wire.createdAt,
    amount: readMoney(wire.amount),
    adjustment: wire.event === 'ADJUSTMENT',
    expiresAt: credit?.expiresAt ?? null,
    remaining: credit && readMoney(credit.remainingAmount),
  };
}
