import type { Comparison, Compared, Seen } from '#app/domain/remedy/comparison.ts';
import type { ReadProblem, Standing } from '#app/domain/remedy/plug.ts';
import { claimOf, markOf, ourDebit } from '#app/domain/remedy/store-credit-entries.ts';
import type { CreditEntry } from '#app/domain/remedy/store-credit-entries.ts';
import { expiryOf } from '#app/domain/remedy/store-credit.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompareCreditAccountsDocument } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { entriesSince, readCreditEntry, accountOf } from '../store-credit-account.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { readNodes } from './nodes.ts';

type Remedy = Compared<'store_credit'>;

/** The account that a remedy's credit is on: as it was seen, as it was remembered, or as the customer has it now. */
async function accountIdOf(options: TransportOptions, remedy: Remedy): Promise<Result<string | null, ReadProblem>> {
  const { proof, progress, plan } = remedy;
  const known = proof?.accountId ?? progress['account'];
  if (known !== undefined) return ok(known);
  // Nothing was ever sent, or the customer has been forgotten: nothing can be there, or nobody can say any more.
  if (!markOf('credit', progress) || plan.customerId === '') return ok(null);
  const account = await accountOf(options, plan.customerId, plan.amount.currency);
  return account.ok ? ok(account.value?.id ?? null) : account;
}

type Account = { entries: CreditEntry[]; whole: boolean };

async function readAccounts(
  options: TransportOptions,
  ids: readonly string[],
): Promise<Result<Map<string, Account>, ReadProblem>> {
  const found = await readNodes(options, CompareCreditAccountsDocument, 'StoreCreditAccount', ids);
  if (!found.ok) return found;
  return ok(
    new Map(
      found.value.map(({ id, transactions: { nodes, pageInfo } }) => [
        fromGid(id),
        { entries: nodes.map(readCreditEntry), whole: !pageInfo.hasNextPage },
      ]),
    ),
  );
}

/** What is on the account by the mark of one remedy: every credit that expires in its second. */
async function seenOf(
  options: TransportOptions,
  remedy: Remedy,
  accountId: string,
  account: Account,
): Promise<Result<Seen[], ReadProblem>> {
  const { id, plan, progress, externalId, orderId } = remedy;
  const mark = markOf('credit', progress);
  const oldest = account.entries.at(-1);
  const reachesBack = account.whole || (mark?.at && oldest && Date.parse(oldest.at) < Date.parse(mark.at));
  const entries = reachesBack
    ? ok(account.entries)
    : await entriesSince(options, accountId, mark ?? { at: null, ids: [] });
  if (!entries.ok) return entries;
  const expiresAt = Date.parse(expiryOf(plan, id));
  // Taken back by a debit that bears no mark: the one that was claimed, else known by its place and amount.
  const taken = markOf('debit', progress);
  const claimed = claimOf(progress);
  const debit = claimed
    ? entries.value.find((entry) => entry.id === claimed)
    : taken && ourDebit(entries.value, taken, plan.amount);
  const standing: Standing = remedy.state === 'undone' && debit ? 'undone' : 'settled';
  return ok(
    entries.value.flatMap((entry): Seen[] => {
      if (entry.type !== 'credit' || entry.id === null) return [];
      const ours = entry.adjustment && entry.expiresAt !== null && Date.parse(entry.expiresAt) === expiresAt;
      if (!ours && entry.id !== externalId) return [];
      const value = { kind: 'money', amount: entry.amount } as const;
      return [{ externalId: entry.id, remedyId: id, orderId, standing, value, uses: null }];
    }),
  );
}

/**
 * Credits on the customers' accounts, by the second in which ours expire. One whose remedy we do not know cannot be
 * told from one that somebody gave by hand: it bears nothing else.
 */
export const storeCreditComparison = (options: TransportOptions): Comparison<'store_credit'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours) => {
    const accountIds = new Map<Remedy, string>();
    for (const remedy of ours) {
      const accountId = await accountIdOf(options, remedy);
      if (!accountId.ok) return accountId;
      if (accountId.value !== null) accountIds.set(remedy, accountId.value);
    }
    const accounts = await readAccounts(options, [...accountIds.values()]);
    if (!accounts.ok) return accounts;
    const all: Seen[] = [];
    for (const [remedy, accountId] of accountIds) {
      const account = accounts.value.get(accountId);
      const seen = account ? await seenOf(options, remedy, accountId, account) : ok([]);
      if (!seen.ok) return seen;
      all.push(...seen.value);
    }
    return ok(all);
  },
});
