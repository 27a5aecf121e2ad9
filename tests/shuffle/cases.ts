/** Complaints with remedies, what Shopify does about each afterwards, and what it tells of that. */
import { randomUUID } from 'node:crypto';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import type { WebhookSubject } from '#app/services/webhooks/subject.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import { sendReply } from '#app/services/messages/reply.server.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import type { Order } from '#dev-store/state/types.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { code, discountOf, redeem, removeByHand, wish } from '#tests/factories/discounts.ts';
import { people, type World } from '#tests/setup/world.ts';

/** One thing that Shopify tells. */
export type News = { topic: string; subject: WebhookSubject };

export type Case = {
  order: Order;
  complaintId: ComplaintId;
  remedyId: RemedyId;
  /** How many things Shopify tells of what happens next. */
  tells: number;
  /** Does at the store what happens next, and answers what Shopify tells of it, in its order. */
  goesOn: (world: World) => Promise<News[]>;
};

type Kind = (
  world: World,
  order: Order,
  complaintId: ComplaintId,
) => Promise<Pick<Case, 'remedyId' | 'tells' | 'goesOn'>>;

const about = (order: Order): WebhookSubject => ({ orderId: String(order.id) });

const kinds: Kind[] = [
  // A refund that takes its time, and arrives.
  async (world, order, complaintId) => ({
    remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) }),
    tells: 3,
    goesOn: () => {
      const [pending] = order.transactions.filter((one) => one.kind === 'REFUND');
      if (!settleTransaction(world.store.store, order, pending?.id ?? 0, 'SUCCESS')) throw new Error('nothing settled');
      return Promise.resolve([
        { topic: 'refunds/create', subject: { ...about(order), refundId: String(order.refunds[0]?.id) } },
        { topic: 'order_transactions/create', subject: about(order) },
        { topic: 'orders/updated', subject: about(order) },
      ]);
    },
  }),
  // A code, which its customer uses.
  async (world, order, complaintId) => {
    const given = await wish(world, { complaintId, asked: code() });
    if (!given.ok) throw new Error('no code');
    const { remedyId } = given.value;
    return {
      remedyId,
      tells: 2,
      goesOn: async () => {
        const bought = await redeem(world, order.customerId, remedyId);
        const [used] = bought.discounts ?? [];
        if (!bought.order || typeof used?.code !== 'string') throw new Error(`not bought: ${bought.reason ?? ''}`);
        const bare = (gid: string): string => gid.split('/').at(-1) ?? '';
        return [
          { topic: 'orders/create', subject: { orderId: bare(bought.order.id), codes: [used.code] } },
          { topic: 'discounts/update', subject: { discountId: String(discountOf(world, remedyId).id) } },
        ];
      },
    };
  },
  // A code that somebody deletes in the admin: a difference.
  async (world, _order, complaintId) => {
    const given = await wish(world, { complaintId, asked: code() });
    if (!given.ok) throw new Error('no code');
    const { remedyId } = given.value;
    return {
      remedyId,
      tells: 1,
      goesOn: () => {
        const discount = discountOf(world, remedyId);
        removeByHand(world, discount);
        return Promise.resolve([{ topic: 'discounts/delete', subject: { discountId: String(discount.id) } }]);
      },
    };
  },
  // A second refund that bears a mark of ours which we never gave: a difference.
  async (world, order, complaintId) => ({
    remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) }),
    tells: 2,
    goesOn: () => {
      const unknown = randomUUID();
      const note = `C-1 [amends:${unknown}]`;
      const refund = refundByHand(world.store.store, order, { amount: '5.00', note }, () => undefined);
      if (typeof refund === 'string') throw new Error(refund);
      return Promise.resolve([
        {
          topic: 'refunds/create',
          subject: { ...about(order), refundId: String(refund.id), marks: [unknown] },
        },
        { topic: 'orders/updated', subject: about(order) },
      ]);
    },
  }),
];

type Opened = Pick<Case, 'order' | 'complaintId'>;

/** The nth complaint. */
export async function openCase(world: World, nth: number): Promise<Opened> {
  const customer = { email: `customer${String(nth)}@example.com`, firstName: 'Eva', lastName: `Malá ${String(nth)}` };
  const slow = nth % kinds.length === 0 && { refundSettleAfterMs: null };
  const order = makeOrder(world, { customer, country: 'CZ', ...slow });
  return { order, complaintId: await complain(world, order) };
}

/** Something is given for it. */
export async function decideCase(world: World, nth: number, { order, complaintId }: Opened): Promise<Case> {
  const kind = kinds[nth % kinds.length];
  if (!kind) throw new Error('no kind');
  return { order, complaintId, ...(await kind(world, order, complaintId)) };
}

/** Its customer is asked something, and waited for. */
export async function answerCase(world: World, { complaintId }: Case): Promise<void> {
  const reply = { subject: 'Your order', body: 'Which one?', thenWait: true, promises: [], despite: 'It is needed.' };
  const sent = await sendReply(world.as(people.anna), complaintId, { ...reply, requestId: newRequestId() });
  if (!sent.ok) throw new Error(`no reply: ${JSON.stringify(sent.error)}`);
}
