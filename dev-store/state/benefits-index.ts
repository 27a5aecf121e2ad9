import type { Discount, GiftCard, Segment, StoreCreditAccount } from './benefits.ts';
import type { Store } from './store.ts';
import type { DevStoreState } from './types.ts';

/** Ways into the benefits of a state that need no search through all of them. */
type BenefitsIndex = {
  accounts: Map<number, StoreCreditAccount>;
  accountsOfCustomer: Map<number, StoreCreditAccount[]>;
  accountOfTransaction: Map<number, StoreCreditAccount>;
  giftCards: Map<number, GiftCard>;
  giftCardByCode: Map<string, GiftCard>;
  discounts: Map<number, Discount>;
  discountByCode: Map<string, Discount>;
};

const indexes = new WeakMap<DevStoreState, BenefitsIndex>();

/** The index of the present state; a state that was put in place of it gets one of its own. */
export function benefits(store: Store): BenefitsIndex {
  const known = indexes.get(store.state);
  if (known !== undefined) return known;
  const index: BenefitsIndex = {
    accounts: new Map(),
    accountsOfCustomer: new Map(),
    accountOfTransaction: new Map(),
    giftCards: new Map(),
    giftCardByCode: new Map(),
    discounts: new Map(),
    discountByCode: new Map(),
  };
  indexes.set(store.state, index);
  for (const account of store.state.storeCreditAccounts) indexAccount(index, account);
  for (const card of store.state.giftCards) indexCard(index, card);
  for (const discount of store.state.discounts) indexDiscount(index, discount);
  return index;
}

export function addAccount(store: Store, account: StoreCreditAccount): void {
  store.state.storeCreditAccounts.push(account);
  indexAccount(benefits(store), account);
  store.touch();
}

export function addGiftCard(store: Store, card: GiftCard): void {
  store.state.giftCards.push(card);
  indexCard(benefits(store), card);
  store.touch();
}

export function addDiscount(store: Store, discount: Discount): void {
  store.state.discounts.push(discount);
  indexDiscount(benefits(store), discount);
  store.touch();
}

export function removeDiscount(store: Store, discount: Discount): void {
  store.state.discounts = store.state.discounts.filter((one) => one !== discount);
  benefits(store).discounts.delete(discount.id);
  if (discount.code !== null) benefits(store).discountByCode.delete(codeKey(discount.shop, discount.code.text));
  store.touch();
}

/** Gives a discount another code; the code keeps its id [W]. */
export function renameCode(store: Store, discount: Discount, text: string): void {
  if (discount.code === null) return;
  benefits(store).discountByCode.delete(codeKey(discount.shop, discount.code.text));
  discount.code.text = text;
  benefits(store).discountByCode.set(codeKey(discount.shop, text), discount);
  store.touch();
}

/** Codes of discounts and of gift cards are the same in small and in capital letters [S]. */
export function codeKey(shop: string, code: string): string {
  return `${shop}\n${code.trim().toLowerCase()}`;
}

export function segmentById(store: Store, shop: string, id: number): Segment | undefined {
  return store.state.segments.find((segment) => segment.id === id && segment.shop === shop);
}

function indexAccount(index: BenefitsIndex, account: StoreCreditAccount): void {
  index.accounts.set(account.id, account);
  index.accountsOfCustomer.set(account.customerId, [
    ...(index.accountsOfCustomer.get(account.customerId) ?? []),
    account,
  ]);
  for (const transaction of account.transactions) index.accountOfTransaction.set(transaction.id, account);
}

function indexCard(index: BenefitsIndex, card: GiftCard): void {
  index.giftCards.set(card.id, card);
  index.giftCardByCode.set(codeKey(card.shop, card.code), card);
}

function indexDiscount(index: BenefitsIndex, discount: Discount): void {
  index.discounts.set(discount.id, discount);
  if (discount.code !== null) index.discountByCode.set(codeKey(discount.shop, discount.code.text), discount);
}
