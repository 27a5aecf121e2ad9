import { money } from '#app/domain/money.ts';
import { expiryOf } from '#app/domain/remedy/store-credit.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import type { StoreCreditTransaction } from '#dev-store/state/types.ts';
import { balanceOf, causedBy, debit } from '#dev-store/store-credit/ledger.ts';
import type { Given, Player } from '../player.ts';
import type { Stage } from '../stage.ts';

const adjustments = ({ lane }: Stage, type: StoreCreditTransaction['type']): StoreCreditTransaction[] =>
  lane.world.store.store.state.storeCreditAccounts
    .flatMap((account) => account.transactions)
    .filter((entry) => entry.type === type && entry.event === 'ADJUSTMENT');

function creditsOf(stage: Stage, { id, plan }: Given<'store_credit'>) {
  const expires = Date.parse(expiryOf(plan, id));
  return adjustments(stage, 'CREDIT').filter(
    (entry) => entry.type === 'CREDIT' && Date.parse(entry.expiresAt ?? '') === expires,
  );
}

/** An amount on her account. A debit bears no mark, so those that took credits back are told by their number alone. */
export const storeCreditPlayer: Player<'store_credit'> = {
  weight: 2,
  operations: {
    read: 'ReadStoreCredit',
    send: ['GiveStoreCredit', 'CreditAccount', 'CreditEntries'],
    look: ['CreditEntries', 'CreditAccount'],
    undo: ['TakeStoreCredit', 'CreditEntries'],
  },
  draw: (random) => {
    const percent = random.int(1, 25);
    const months = random.pick([3, 6, 12] as const);
    return ({ order }) => {
      const minor = Math.max(1, Math.floor((totalReceived(order).presentment * percent) / 100));
      return { amount: money(minor, order.presentmentCurrency), months };
    };
  },
  atStore: (stage, given) => {
    const credits = creditsOf(stage, given);
    const [credit] = credits;
    if (!credit) return { count: 0, standing: 'nothing', differs: null };
    return {
      count: credits.length,
      standing: 'given',
      differs: credit.amount === given.amountMinor ? null : `${String(credit.amount)} at the store`,
    };
  },
  all: (stage) => adjustments(stage, 'CREDIT').length,
  takenBack: (stage) => adjustments(stage, 'DEBIT').map((entry) => -entry.amount),
  use: (stage, given) => {
    const { lane, order } = stage;
    const [credit] = creditsOf(stage, given);
    const account = lane.world.store.store.state.storeCreditAccounts.find((one) =>
      one.transactions.some((entry) => entry.id === credit?.id),
    );
    // All of it, so that whichever credit is spent first, nothing is left of this one.
    if (account) debit(lane.world.store.store, account, balanceOf(account), causedBy('ORDER_PAYMENT', order.id, 1));
  },
};
