import type { SpokenOf } from '#app/db/remedies-spoken-of.server.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { ToCheck } from '#app/jobs/definitions.ts';

/** What one delivery says. */
export type News = {
  topic: string;
  orderId: OrderId | null;
  refundId: string | null;
  discountId: string | null;
  returnId: string | null;
  codes: readonly string[];
  marks: readonly RemedyId[];
};

export type ToDo = {
  /** In doubt or on their way: there is something to be seen now. */
  follow: Set<RemedyId>;
  /** Arrived, and something has become of them since. */
  refresh: { remedyId: RemedyId; usedOn: OrderId | null }[];
  /** Orders of ours to be compared, with the things beside them that may be ours; null = only those things. */
  check: Map<OrderId | null, ToCheck[]>;
};

const waiting: readonly RemedyState[] = ['unknown', 'issued'];
/** Whoever is at these finds what there is. */
const inHand: readonly RemedyState[] = ['approved', 'sending', 'undoing'];

// A refund, a payment or a cancellation may be what any remedy on the order waits for; the rest says nothing of money.
const ofTheOrder: readonly string[] = ['refunds/create', 'order_transactions/create', 'orders/cancelled'];

/** From what Shopify tells to what is to be done: nothing twice, and no call for what is as we wrote it down. */
export function whatToDo(news: readonly News[], remedies: readonly SpokenOf[]): ToDo {
  const todo: ToDo = { follow: new Set(), refresh: [], check: new Map() };
  const refreshed = new Set<RemedyId>();
  const refresh = (remedyId: RemedyId, usedOn: OrderId | null) => {
    if (!refreshed.has(remedyId)) todo.refresh.push({ remedyId, usedOn });
    refreshed.add(remedyId);
  };
  for (const one of news) {
    for (const remedy of remedies) {
      const about = isAbout(one, remedy);
      if (about && waiting.includes(remedy.state)) todo.follow.add(remedy.id);
      if (remedy.state === 'settled' && one.topic === 'orders/create' && remedy.code && one.codes.includes(remedy.code))
        refresh(remedy.id, one.orderId);
      if (remedy.state === 'settled' && about && one.discountId !== null) refresh(remedy.id, null);
      if (about && differsPerhaps(one, remedy)) addCheck(todo.check, remedy.orderId, []);
    }
    for (const { orderId, thing } of strangeThings(one, remedies)) addCheck(todo.check, orderId, [thing]);
  }
  return todo;
}

function isAbout({ topic, orderId, discountId, returnId, marks }: News, remedy: SpokenOf): boolean {
  if (marks.includes(remedy.id)) return true;
  if (discountId !== null) return remedy.externalId === discountId && ofDiscounts.includes(remedy.kind);
  if (returnId !== null) return remedy.externalId === returnId && remedy.kind === 'return';
  if (orderId === null) return false;
  if (remedy.kind === 'replacement' && remedy.externalId === orderId) return true;
  return remedy.orderId === orderId && ofTheOrder.includes(topic);
}

const ofDiscounts: readonly RemedyKind[] = ['discount_code', 'vip_price'];

/** What was given, and may have been ended by somebody; or was given up, and may be there again. */
function differsPerhaps({ topic, orderId, refundId, marks }: News, remedy: SpokenOf): boolean {
  if (waiting.includes(remedy.state) || inHand.includes(remedy.state)) return false;
  switch (topic) {
    case 'discounts/update':
    case 'discounts/delete':
      return true;
    case 'returns/cancel':
    case 'returns/decline':
    case 'returns/reopen':
      return remedy.kind === 'return';
    case 'orders/cancelled':
      return remedy.kind === 'replacement' && remedy.externalId === orderId;
    case 'refunds/create':
      // Made by hand, where we have refunded too.
      return remedy.kind === 'refund' && refundId !== null && marks.length === 0;
    default:
      return false;
  }
}

type Strange = { orderId: OrderId | null; thing: ToCheck };

/** Things with our mark that are not what the remedy named is known to have given. */
function strangeThings(news: News, remedies: readonly SpokenOf[]): Strange[] {
  const thing = thingOf(news);
  if (!thing) return [];
  return news.marks.flatMap((mark): Strange[] => {
    const remedy = remedies.find(({ id }) => id === mark);
    if (!remedy) return [{ orderId: null, thing }];
    // What a cancellation has refunded is its own: comparing its order says whether once.
    if (remedy.kind !== thing.kind)
      return remedy.externalId === thing.externalId ? [] : [{ orderId: remedy.orderId, thing }];
    const known = remedy.externalId === thing.externalId;
    const lookedFor = inHand.includes(remedy.state) || (remedy.externalId === null && remedy.state === 'unknown');
    return known || lookedFor ? [] : [{ orderId: remedy.orderId, thing }];
  });
}

function thingOf({ topic, orderId, refundId, discountId, returnId }: News): ToCheck | null {
  if (topic === 'refunds/create' && refundId !== null) return { kind: 'refund', externalId: refundId, orderId };
  if (topic === 'orders/create' && orderId !== null) return { kind: 'replacement', externalId: orderId, orderId };
  if (topic === 'discounts/create' && discountId !== null)
    return { kind: 'discount_code', externalId: discountId, orderId: null };
  if (topic === 'returns/approve' && returnId !== null) return { kind: 'return', externalId: returnId, orderId };
  return null;
}

function addCheck(check: ToDo['check'], orderId: OrderId | null, things: readonly ToCheck[]): void {
  check.set(orderId, [...(check.get(orderId) ?? []), ...things]);
}
