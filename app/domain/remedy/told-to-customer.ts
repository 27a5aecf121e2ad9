/**
 * What a customer is told of a remedy: what she gets, and whether it has arrived. Nothing of limits, approvals, costs or
 * what went wrong inside.
 */
import type { Money } from '../money.ts';
import type { Day } from '../shop-day.ts';
import { latestDetail } from './handmade.ts';
import type { PlanOf, ProofOf, RemedyKind } from './kinds.ts';
import type { RemedyState } from './remedy.ts';

/**
 * `preparing`: decided, and not certain to exist, whatever the reason: never told as done, and never as failed.
 * `not_possible`: it came to nothing.
 */
export type ToldState = 'preparing' | 'on_its_way' | 'arrived' | 'not_possible' | 'being_taken_back' | 'taken_back';

const told: Record<RemedyState, ToldState> = {
  approved: 'preparing',
  sending: 'preparing',
  unknown: 'preparing',
  needs_person: 'preparing',
  issued: 'on_its_way',
  settled: 'arrived',
  undoing: 'being_taken_back',
  undone: 'taken_back',
  refused: 'not_possible',
  not_issued: 'not_possible',
  failed: 'not_possible',
};

export const toldState = (state: RemedyState): ToldState => told[state];

/** Some of the order's items, as she knows them. */
export type ToldItems = readonly { title: string; quantity: number }[];
export type ToldParcel = { carrier: string | null; number: string | null; url: string | null };

/** Where money goes: as it was paid, onto store credit, to both, or by hand because it was paid by hand. */
export type RefundGoes = 'payment' | 'store_credit' | 'both' | 'by_hand';

export type ToldThing =
  | { kind: 'refund'; amount: Money; goes: RefundGoes; credit: Money | null; at: string | null }
  | { kind: 'cancellation'; order: string; refund: Money | null }
  | { kind: 'replacement'; items: ToldItems; order: string | null; parcels: readonly ToldParcel[] }
  | {
      kind: 'discount_code';
      /** Null until it exists. */
      code: string | null;
      value:
        { of: 'amount'; amount: Money } | { of: 'percent'; percent: number } | { of: 'shipping'; upTo: Money | null };
      minimum: Money | null;
      validThrough: Day;
      used: boolean;
    }
  | { kind: 'vip_price'; percent: number }
  | { kind: 'store_credit'; amount: Money; validThrough: Day }
  | { kind: 'gift_card'; amount: Money; validThrough: Day; lastCharacters: string | null }
  | {
      kind: 'return';
      items: ToldItems;
      exchange: ToldItems;
      label: { is: 'made'; url: string | null; number: string | null } | { is: 'later' } | { is: 'own_cost' };
      note: string;
    }
  | { kind: 'repair'; items: ToldItems; partner: string; label: string; by: Day; parcel: ToldParcel | null }
  | { kind: 'external_gift'; what: string; by: Day; parcel: ToldParcel | null }
  | { kind: 'custom'; what: string; by: Day };

type Tellers = { readonly [K in RemedyKind]: (plan: PlanOf<K>, proof: ProofOf<K> | null) => ToldThing };

const tellers: Tellers = {
  refund: (plan, proof) => {
    const credit = plan.storeCredit ?? null;
    const amount = plan.amount;
    const byHand = plan.parts.length > 0 && plan.parts.every(({ goes }) => goes === 'by_hand');
    const rest = credit !== null && credit.minor < amount.minor ? 'both' : 'store_credit';
    const goes = credit !== null ? rest : byHand ? 'by_hand' : 'payment';
    return { kind: 'refund', amount, goes, credit, at: proof?.createdAt ?? null };
  },
  cancellation: ({ orderName, refund }) => ({
    kind: 'cancellation',
    order: orderName,
    refund: refund?.amount ?? null,
  }),
  replacement: ({ lines }, proof) => ({
    kind: 'replacement',
    items: lines.map(({ title, quantity }) => ({ title, quantity })),
    order: proof?.name ?? null,
    parcels: (proof?.parcels ?? []).map(({ carrier, number, url }) => ({ carrier, number, url })),
  }),
  discount_code: ({ value, minimum, validThrough }, proof) => ({
    kind: 'discount_code',
    code: proof?.code ?? null,
    value:
      value.kind === 'amount'
        ? { of: 'amount', amount: value.amount }
        : value.kind === 'percent'
          ? { of: 'percent', percent: value.percent }
          : { of: 'shipping', upTo: value.upTo },
    ...{ minimum, validThrough, used: (proof?.uses ?? 0) > 0 },
  }),
  vip_price: ({ percent }) => ({ kind: 'vip_price', percent }),
  store_credit: ({ amount, expiresOn }) => ({ kind: 'store_credit', amount, validThrough: expiresOn }),
  gift_card: ({ amount, expiresOn }, proof) => ({
    ...{ kind: 'gift_card', amount, validThrough: expiresOn, lastCharacters: proof?.lastCharacters ?? null },
  }),
  return: ({ lines, exchange, label, note }) => ({
    kind: 'return',
    items: lines.map(({ title, quantity }) => ({ title, quantity })),
    exchange: exchange.map(({ title, quantity }) => ({ title, quantity })),
    label: label.kind === 'made' ? { is: 'made', url: label.url, number: label.number } : { is: label.kind },
    note,
  }),
  repair: ({ items, partner, label, dueOn }, proof) => ({
    kind: 'repair',
    items: items.map(({ title, quantity }) => ({ title, quantity })),
    ...{ partner, label, by: dueOn, parcel: sentBy(latestDetail(proof, 'courier'), latestDetail(proof, 'number')) },
  }),
  external_gift: ({ what, dueOn }, proof) => ({
    ...{ kind: 'external_gift', what, by: dueOn },
    parcel: sentBy(latestDetail(proof, 'courier'), latestDetail(proof, 'number')),
  }),
  custom: ({ what, dueOn }) => ({ kind: 'custom', what, by: dueOn }),
};

const sentBy = (carrier: string | null, number: string | null): ToldParcel | null =>
  carrier === null && number === null ? null : { carrier, number, url: null };

/** The thing itself, as she knows it. */
export const toldThing = <K extends RemedyKind>(kind: K, plan: PlanOf<K>, proof: ProofOf<K> | null): ToldThing =>
  tellers[kind](plan, proof);

/**
 * What of a complaint's remedies she is told of, oldest first: what came to nothing only as long as nothing has taken its
 * place.
 */
export function worthTelling<Told extends { state: ToldState }>(remedies: readonly Told[]): Told[] {
  const last = remedies.findLastIndex(({ state }) => state !== 'not_possible');
  return remedies.filter(({ state }, index) => state !== 'not_possible' || index > last);
}
